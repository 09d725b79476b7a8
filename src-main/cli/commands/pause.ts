import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { minutesOf } from '../input/length-of-time.ts'
import { momentOf } from '../output/dates.policy.ts'

export function addPause(program: Command, cli: Cli): void {
  program
    .command('pause')
    .summary('let renewals wait for a while')
    .description(
      'Lets renewals wait for a while, after which they go on by themselves. One of a certificate that can serve no more, or whose end is near, does not wait, and neither does one that somebody asks for.',
    )
    .option('--for <time>', 'how long, a day at most: 30m, 1h, 1h30m', minutesOf, 60)
    .addHelpText('after', '\nExamples:\n  mylzip pause\n  mylzip pause --for 4h')
    .action(({ for: minutes }: { for: number }) =>
      cli.ask(async ({ client }) => {
        const pause = await client.renewals.pause({ minutes })
        return { json: { pause }, text: [`Renewals wait until ${momentOf(pause.until)}. “mylzip resume” ends that before.`] }
      }),
    )
}

export function addResume(program: Command, cli: Cli): void {
  program
    .command('resume')
    .summary('end the pause of renewals')
    .description('Ends the pause that “mylzip pause” began before its time. Where there is none, nothing is done.')
    .addHelpText('after', '\nExamples:\n  mylzip resume')
    .action(() =>
      cli.ask(async ({ client }) => {
        const { pause } = await client.renewals.resume()
        return { json: { pause }, text: ['Renewals go by themselves.'] }
      }),
    )
}
