import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { oneLine } from '../../system/one-line.policy.ts'

/** NTE_BAD_ALGID, NTE_BAD_LEN, NTE_INVALID_PARAMETER, NTE_NOT_SUPPORTED: what its provider does not make. */
const otherKind = new Set([0x80090008 | 0, 0x80090004 | 0, 0x80090027 | 0, 0x80090029 | 0])
/** E_ACCESSDENIED, NTE_PERM. */
const denied = new Set([0x80070005 | 0, 0x80090010 | 0])

/**
 * Of the provider and of Windows' way to it: NTE_BAD_PROVIDER, NTE_PROV_TYPE_NOT_DEF, NTE_PROVIDER_DLL_FAIL, NTE_PROV_DLL_NOT_FOUND,
 * NTE_NOT_FOUND, NTE_DEVICE_NOT_READY, NTE_DEVICE_NOT_FOUND, ERROR_FILE_NOT_FOUND.
 */
const noProvider = new Set(
  [0x80090013, 0x80090017, 0x8009001d, 0x8009001e, 0x80090011, 0x80090030, 0x80090035, 0x80070002].map((problem) => problem | 0),
)
/** Facilities of the TPM's own services, and of its provider (winerror.h). */
const ofTpm = new Set([0x8028, 0x8029])

/** What every TPM 2.0 makes. */
export const tpmKeyTypes: readonly KeyType[] = ['rsa-2048', 'p-256']

/** Why no key came into being, by what Windows said. */
export function tpmRefusal({ problem, reason }: { problem: number; reason: string }, keyType: KeyType): Refusal {
  if (otherKind.has(problem)) return new Refusal('TPM_KEY_TYPE', { keyType })
  if (denied.has(problem)) return new Refusal('POWERSHELL_DENIED', { script: 'store/tpm-make', reason: oneLine(reason) })
  const said = `${oneLine(reason).replace(/\.$/, '')} (0x${(problem >>> 0).toString(16)})`
  if (noProvider.has(problem) || ofTpm.has(problem >>> 16)) return new Refusal('TPM_MISSING', { reason: said })
  return new Refusal('POWERSHELL_FAILED', { script: 'store/tpm-make', reason: said })
}

/** Who may use a key of the machine (SDDL): SYSTEM and Administrators wholly, these others to sign with it. */
export function tpmRights(readers: readonly string[]): string {
  return `D:P(A;;GA;;;SY)(A;;GA;;;BA)${readers.map((sid) => `(A;;GR;;;${sid})`).join('')}`
}
