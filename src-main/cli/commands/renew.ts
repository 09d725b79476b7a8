import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { effectLines } from '../output/use-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'
import { renewedMeanwhile } from '../waiting/renewed-meanwhile.ts'
import { endedAnswer, runAnswer } from '../waiting/run-answer.ts'

export function addRenew(program: Command, cli: Cli): void {
  program
    .command('renew')
    .summary('renew a certificate now')
    .description('Renews a certificate now, or joins the renewal that is going on. Renewals go by themselves; this is for the impatient.')
    .argument('<certificate>', 'a name or an id')
    .option('--dry-run', 'say what it would mean for programs, and do nothing')
    .option('--wait', 'stay until it has ended (the default at a terminal)')
    .option('--no-wait', 'answer as soon as it has begun')
    .addHelpText(
      'after',
      '\nExamples:\n  mylzip renew intranet.example\n  mylzip renew intranet.example --dry-run\n  mylzip renew intranet.example --wait --json',
    )
    .action((wanted: string, { dryRun = false, wait }: { dryRun?: boolean; wait?: boolean }) =>
      cli.ask(
        async (session) => {
          const { id: certificateId, names } = certificateNamed(await session.client.certificates.list(), wanted)
          if (dryRun) {
            const preview = await session.client.consumers.preview({ certificateId, change: 'renew' })
            return { json: { certificateId, name: names[0], preview }, text: effectLines(preview) }
          }
          const run = await renewedMeanwhile(session, certificateId)
          if (run) {
            cli.say('Another command has just renewed it, while this one waited for that.')
            const certificate = await session.client.certificates.get({ certificateId })
            return endedAnswer(cli, { certificateId, runId: run.id, joined: true, run, certificate }, session.alone)
          }
          const begin = async () => ({ certificateId, ...(await session.client.renewals.renewNow({ certificateId })) })
          return runAnswer({ cli, session, wait, begin })
        },
        { provesNames: true },
      ),
    )
}
