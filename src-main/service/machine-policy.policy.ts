import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { SystemAnswer, SystemCall } from './service-control.policy.ts'
import { noSuchKey, saidIn } from './system-answer.policy.ts'

/** Where group policy and Intune write, and users cannot. deploy/policies has the template for each value. */
export const policyKey = 'SOFTWARE\\Policies\\MyL.Zip\\SSL'

/** Each value (REG_SZ), and the option of the service that it takes the place of. */
export const policyOptions = { CloudAddress: '--cloud', Directory: '--directory', PowerShell: '--powershell', Proxy: '--proxy' } as const

/** What the program with a window obeys: a channel to be updated along, or `off`. */
export const updatePolicy = 'UpdateChannel'

export const lookAtPolicy: SystemCall = { program: 'reg.exe', args: ['query', `HKLM\\${policyKey}`, '/reg:64'] }

/**
 * What reg.exe said, as arguments to stand behind those that were given: the last one holds. Nothing where nothing
 * is set. Refuses with MACHINE_POLICY_UNREADABLE.
 */
export function policyArguments(answer: SystemAnswer): string[] {
  return valuesIn(answer).flatMap(([name, value]) => {
    const option = Object.entries(policyOptions).find(([known]) => known.toLowerCase() === name)?.[1]
    return option === undefined ? [] : [`${option}=${value}`]
  })
}

/** Undefined where nothing is set. What is set is not judged here. Refuses with MACHINE_POLICY_UNREADABLE. */
export function updateChannelIn(answer: SystemAnswer): string | undefined {
  return valuesIn(answer).find(([name]) => name === updatePolicy.toLowerCase())?.[1]
}

/** Names in small letters: Windows takes no notice of case. */
function valuesIn({ code, said }: SystemAnswer): [name: string, value: string][] {
  if (code === noSuchKey) return []
  if (code !== 0) throw new Refusal('MACHINE_POLICY_UNREADABLE', { code, reason: saidIn(said) })
  return said.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name = '', value = ''] = /^ {4}(\w+) {4}REG_SZ {4}(.+)$/.exec(line.trimEnd()) ?? []
    return name === '' ? [] : [[name.toLowerCase(), value]]
  })
}
