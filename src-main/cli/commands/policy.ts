import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import type { DevicePolicy } from '@mylzip/shared/operations/policy.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { factLines } from '../output/table.policy.ts'

export function addPolicy(program: Command, cli: Cli): void {
  program
    .command('policy')
    .summary('what your organisation has set for this device')
    .description('Shows what your organisation has set for this device, by version. What stands there is not changed here.')
    .addHelpText('after', '\nExamples:\n  mylzip policy\n  mylzip policy --json')
    .action(() =>
      cli.ask(async ({ client }) => {
        const policy = await client.policy.get()
        return { json: { policy }, text: policyLines(policy) }
      }),
    )
}

export function policyLines(policy: DevicePolicy): string[] {
  if (policy === null) return ['No policy of an organisation is known here.']
  const facts = factsOf(policy.rules)
  if (facts.length === 0) return [`Version ${policy.version} of your organisation’s policy sets nothing for this device.`]
  return [`Set by your organisation (version ${policy.version}):`, ...factLines(facts)]
}

function factsOf({ account, authorities, exportableKeys, keyType, profile, renewal, targets }: FleetRules): (readonly [string, string])[] {
  const { daysLeft, hours, shareLeft } = renewal ?? {}
  const when = daysLeft === undefined ? shareLeft && `when ${percent(shareLeft)} of its life is left` : `${daysLeft} days before the end`
  return [
    ...(authorities ? [['Authorities', authorities.join(', then ')] as const] : []),
    ...(account === undefined ? [] : [['Account', account === 'team' ? 'the team’s, where it has one' : 'the device’s own'] as const]),
    ...(profile === undefined ? [] : [['Profile', profile] as const]),
    ...(keyType === undefined ? [] : [['Key', keyType] as const]),
    ...(when === undefined ? [] : [['Renews', `${when}, or earlier where the authority asks for it`] as const]),
    ...(hours ? [['Hours', `from ${hours.from} to ${hours.to} o’clock, unless the end is near`] as const] : []),
    ...(targets ? [['Programs', ['the device page', ...targets.filter((each) => each !== 'device-page')].join(', ')] as const] : []),
    ...(exportableKeys === undefined ? [] : [['Private keys', exportableKeys ? 'may be given out' : 'are not given out'] as const]),
  ]
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`
}
