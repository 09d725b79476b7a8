import { expect, test } from 'vitest'
import { findSeven } from '#main/composition/powershell-seven.ts'
import type { SystemCall } from '#main/service/service-control.policy.ts'

/** What the registry of a machine holds, as reg.exe says it, and what lies on its disk. */
function machine(values: Record<string, string>, files: string[]) {
  const call = async ({ args }: SystemCall) => {
    const [, value] = Object.entries(values).find(([key]) => args.some((arg) => arg.endsWith(key))) ?? []
    const name = args.includes('/v') ? 'ProgramFilesDir' : '(Default)'
    return value === undefined ? { code: 1, said: 'ERROR' } : { code: 0, said: `\r\nHKEY\r\n    ${name}    REG_SZ    ${value}\r\n` }
  }
  return { call, exists: async (path: string) => files.includes(path) }
}

const usual = 'C:\\Program Files\\PowerShell\\7\\pwsh.exe'

test('PowerShell 7 is found where its installer says, else where it usually lies', async () => {
  const other = 'E:\\Programs\\PowerShell\\7-lts\\pwsh.exe'
  const registry = { CurrentVersion: 'E:\\Programs', 'App Paths\\pwsh.exe': other }
  expect(await findSeven(machine(registry, [other]))).toBe(other)
  expect(await findSeven(machine({}, [usual]))).toBe(usual)
})

test('where it is not installed, or has gone since, that is refused by its own code', async () => {
  const gone = { 'App Paths\\pwsh.exe': usual }
  for (const each of [machine({}, []), machine(gone, [])])
    await expect(findSeven(each)).rejects.toMatchObject({ code: 'POWERSHELL_SEVEN_MISSING', data: { folder: 'C:\\Program Files' } })
})
