import { expect, test } from 'vitest'
import { tpmRefusal, tpmRights } from '#main/stores/windows/tpm-problem.policy.ts'

test.each([
  ['a kind of key it does not make', 0x80090029, 'TPM_KEY_TYPE'],
  ['a length it does not make', 0x80090004, 'TPM_KEY_TYPE'],
  ['rights that are missing', 0x80070005, 'POWERSHELL_DENIED'],
  ['a TPM that is not there (TBS_E_TPM_NOT_FOUND)', 0x8028400f, 'TPM_MISSING'],
  ['a provider that is not there (NTE_NOT_FOUND)', 0x80090011, 'TPM_MISSING'],
  ['a TPM that is not ready (TPM_20_E_INITIALIZE)', 0x80280100, 'TPM_MISSING'],
  ['a provider that has no TPM (PCP_E_DEVICE_NOT_READY)', 0x80290401, 'TPM_MISSING'],
  ['a fault in the script (COR_E_INVALIDCAST)', 0x80004002, 'POWERSHELL_FAILED'],
  ['a fault in what it asks of .NET (COR_E_ARGUMENT)', 0x80070057, 'POWERSHELL_FAILED'],
  ['a name that has a key already (NTE_EXISTS)', 0x8009000f, 'POWERSHELL_FAILED'],
])('%s has a code of its own', (_, problem, code) => {
  expect(tpmRefusal({ problem: problem | 0, reason: 'It says so.\r\nTwice.' }, 'p-256')).toMatchObject({ code })
})

test('what Windows said of a TPM that is not there is one line, with its number', () => {
  const { data } = tpmRefusal({ problem: 0x8028400f | 0, reason: 'A compatible TPM device cannot be found.\r\n' }, 'p-256')
  expect(data).toEqual({ reason: 'A compatible TPM device cannot be found (0x8028400f)' })
})

test('a key of the machine is wholly the system’s and its administrators’, and those sign with it that programs run as', () => {
  expect(tpmRights(['S-1-5-20'])).toBe('D:P(A;;GA;;;SY)(A;;GA;;;BA)(A;;GR;;;S-1-5-20)')
  expect(tpmRights([])).toBe('D:P(A;;GA;;;SY)(A;;GA;;;BA)')
})
