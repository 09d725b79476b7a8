import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type DistrustOutcome, distrustOutcome } from '@mylzip/shared/operations/distrust-outcome.policy.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { authorityArgument } from '../input/authority-url.ts'
import { confirm } from '../input/confirm.ts'
import { readInputFile } from '../input/read-input-file.ts'
import { canAsk } from '../input/read-secret.ts'
import { type Answer, failedAnswer } from '../output/answer.ts'
import { authorityAnswer, authorityFacts } from '../output/authority-facts.ts'
import { outcomeLines } from '../output/distrust-lines.ts'

const trustExamples = `
Examples:
  mylzip authorities trust https://ca.intranet.example/acme/acme/directory --ca-root root_ca.crt
  mylzip order host.intranet.example --authority https://ca.intranet.example/acme/acme/directory`

/** An authority of one's own, such as a step-ca, which no machine trusts by itself. */
export function addAuthorityRoots(authorities: Command, cli: Cli): void {
  authorities
    .command('trust')
    .summary('trust an authority of your own by its root')
    .description(
      'Trusts an authority by its own root, in place of one given before: for the connection to it, and for the proof that what it issued is served. Nobody else is trusted by it. It is kept in the data folder, and goes with a backup.',
    )
    .addArgument(authorityArgument())
    .requiredOption('--ca-root <file>', 'its root certificate, PEM; several in one file where it has several')
    .addHelpText('after', trustExamples)
    .action(async (directory: string, { caRoot }: { caRoot: string }) => {
      const roots = (await readInputFile(caRoot)).toString('utf8')
      return cli.ask(async ({ client }) => authorityAnswer(await client.authorities.trust({ directory, roots })))
    })

  authorities
    .command('distrust')
    .summary('take that root away again')
    .description(
      'Takes away the root that an authority was trusted by. Certificates that came from there stay. Where any is ordered there, it says which and asks first.',
    )
    .addArgument(authorityArgument())
    .option('--yes', 'do not ask whether it is meant')
    .addHelpText('after', '\nExamples:\n  mylzip authorities distrust https://ca.intranet.example/acme/acme/directory')
    .action(async (directory: string, { yes = false }: { yes?: boolean }) => {
      const { outcome, hasRoot } = await cli.look((client) => lookBefore(client, directory))
      const text = outcomeLines(outcome, directory)
      try {
        if (hasRoot && text.length > 0) await confirm(text.join('\n'), new URL(directory).host, yes, cli.surroundings)
      } catch (error) {
        // A script has not been told yet what it would have confirmed.
        if (!isRefusal(error, 'CONFIRMATION_NEEDED')) throw error
        return cli.reply({ ...failedAnswer(error), json: { ...outcome }, text: canAsk(cli.surroundings) ? [] : text })
      }
      return cli.ask(async ({ client }) => distrustedAnswer(await client.authorities.distrust({ directory }), outcome))
    })
}

async function lookBefore({ authorities, certificates, state }: AgentClient, directory: string) {
  const list = await authorities.list()
  const inOrder = list.filter(({ position }) => position !== null).map((each) => each.directory)
  const used = inOrder.length > 0 ? inOrder : [(await state.get()).about.directory]
  return {
    outcome: distrustOutcome(directory, await certificates.list(), used),
    hasRoot: list.some((each) => each.directory === directory && each.roots.length > 0),
  }
}

export function distrustedAnswer(authority: Authority, outcome: DistrustOutcome): Answer {
  return { json: { authority, ...outcome }, text: [...authorityFacts(authority), ...outcomeLines(outcome, authority.directory)] }
}
