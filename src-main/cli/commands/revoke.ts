import type { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { directoryUrl } from '../input/authority-url.ts'
import { confirm } from '../input/confirm.ts'
import { revocationReasons } from '../input/export-formats.ts'
import { wholeNumber } from '../input/whole-number.ts'
import { effectLines, hasEffects } from '../output/use-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'
import { runAnswer } from '../waiting/run-answer.ts'

interface RevokeOptions {
  authority?: string
  reason: RevocationReason
  number?: number
  dryRun?: boolean
  yes?: boolean
  wait?: boolean
}

const examples = `
Examples:
  mylzip revoke intranet.example --dry-run
  mylzip revoke intranet.example --reason superseded
  mylzip revoke intranet.example --reason keyCompromise --yes --json`

export function addRevoke(program: Command, cli: Cli): void {
  program
    .command('revoke')
    .summary('have a certificate not be trusted any more')
    .description('Tells the authority that a certificate must not be trusted any more. One that is in use is replaced at once.')
    .argument('<certificate>', 'a name or an id')
    .addOption(new Option('--reason <reason>', 'as RFC 5280 calls it').choices(revocationReasons).default('unspecified'))
    .addOption(new Option('--number <number>', 'an earlier version, by its number').argParser(wholeNumber))
    .addOption(
      new Option('--authority <url>', 'which to tell, where another one issued it (one that was imported) than is known here').argParser(
        directoryUrl,
      ),
    )
    .option('--dry-run', 'say what it would mean for programs, and do nothing')
    .option('--yes', 'do not ask whether it is meant')
    .option('--wait', 'stay until it has been replaced (the default at a terminal)')
    .option('--no-wait', 'answer as soon as it is revoked')
    .addHelpText('after', examples)
    .action((wanted: string, { authority, reason, number, dryRun = false, yes = false, wait }: RevokeOptions) =>
      cli.ask(
        async (session) => {
          const { id: certificateId, names } = certificateNamed(await session.client.certificates.list(), wanted)
          const which = { certificateId, reason, ...(number !== undefined && { version: number }) }
          const preview = dryRun || !yes ? await session.client.consumers.preview({ ...which, change: 'revoke' }) : undefined
          if (preview && dryRun) return { json: { certificateId, name: names[0], preview }, text: effectLines(preview) }
          const warned = preview && hasEffects(preview) ? effectLines(preview) : []
          await confirm([...warned, 'A revocation cannot be taken back.'].join('\n'), names[0] ?? '', yes, cli.surroundings)
          const revoked = await session.client.certificates.revoke({
            ...which,
            ...(authority !== undefined && { directory: authority }),
          })
          const { runId, ...done } = revoked
          if (runId === null) return { json: { certificateId, ...revoked }, text: [`Revoked: version ${revoked.version} of ${names[0]}.`] }
          cli.say(`Revoked: version ${revoked.version} of ${names[0]}. It is being replaced.`)
          return runAnswer({ cli, session, wait, begin: async () => ({ certificateId, runId, ...done }) })
        },
        { provesNames: true },
      ),
    )
}
