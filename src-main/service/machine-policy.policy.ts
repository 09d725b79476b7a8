import type { SystemAnswer, SystemCall } from './service-control.policy.ts'

/** Where group policy and Intune write, and users cannot. deploy/policies has the template for each value. */
export const policyKey = 'SOFTWARE\\Policies\\MyL.Zip\\SSL'

/** Each value (REG_SZ), and the option of the service that it takes the place of. */
export const policyOptions = { CloudAddress: '--cloud', Directory: '--directory', PowerShell: '--powershell' } as const

export const lookAtPolicy: SystemCall = { program: 'reg.exe', args: ['query', `HKLM\\${policyKey}`, '/reg:64'] }

/** What reg.exe said, as arguments to stand behind those that were given: the last one holds. Nothing where nothing is set. */
export function policyArguments({ code, said }: SystemAnswer): string[] {
  if (code !== 0) return []
  return said.split(/\r?\n/).flatMap((line) => {
    const [, name = '', value = ''] = /^ {4}(\w+) {4}REG_SZ {4}(.+)$/.exec(line.trimEnd()) ?? []
    const option = Object.entries(policyOptions).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1]
    return option === undefined ? [] : [`${option}=${value}`]
  })
}
