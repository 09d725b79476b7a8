import { limitWords, planFeatures, plans } from '@mylzip/shared/domain/plans.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { dayOf, momentOf } from '../output/dates.policy.ts'
import { factLines } from '../output/table.policy.ts'

export function addPlan(program: Command, cli: Cli): void {
  program
    .command('plan')
    .summary('what this device may do by its licence')
    .description('Shows the plan that holds for this device, what it has, and what is used of it where the cloud says so.')
    .addHelpText('after', '\nExamples:\n  mylzip plan\n  mylzip plan --json')
    .action(() =>
      cli.ask(async ({ client }) => {
        const licence = await client.licence.get()
        return { json: { licence }, text: planLines(licence) }
      }),
    )
}

export function planLines(licence: DeviceLicence): string[] {
  const { confirmedAt, covered, features, limits, plan, worksWithoutCloudUntil } = licence
  const facts: (readonly [string, string])[] = [
    ['Plan', plans[plan].name],
    ['Licence', standing(licence)],
    ...(confirmedAt === null ? [] : [['Confirmed', momentOf(confirmedAt)] as const]),
    ...(worksWithoutCloudUntil === null ? [] : [['Without the cloud', `until ${momentOf(worksWithoutCloudUntil)}`] as const]),
    ...limits.flatMap(({ what, limit, used }) => {
      if (used === undefined || limit === 0) return []
      return [['Used', `${used} of ${limit ?? 'any number of'} ${limitWords[what]}`] as const]
    }),
  ]
  return [
    ...factLines(facts),
    ...(covered ? [] : ['', 'The team’s licence is for fewer devices than it has, and this is not one of them.']),
    '',
    'The plan has:',
    ...features.map((feature) => `  ${planFeatures[feature]}`),
  ]
}

function standing({ licence, state }: DeviceLicence): string {
  if (state === 'unconfirmed') return 'not confirmed by the cloud, so that only what is free holds'
  if (licence === null) return 'none; what is free needs none'
  const until = dayOf(licence.endsAt)
  if (state === 'expired') return `${plans[licence.plan].name} ended on ${until}`
  return `${plans[licence.plan].name} until ${until}${state === 'grace' ? ', not confirmed by the cloud lately' : ''}`
}
