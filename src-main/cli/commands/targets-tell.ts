import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Target } from '@mylzip/shared/operations/targets.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { confirm } from '../input/confirm.ts'
import type { Answer } from '../output/answer.ts'
import { previewLines, testLines } from '../output/target-lines.ts'
import { targetNamed } from '../session/named-target.policy.ts'

const presents = ({ label }: Target) => `${label} presents the certificate in use.`

/** What is done with a target that is set up. */
export function addTargetsTell(targets: Command, cli: Cli): void {
  const one = (name: string, summary: string, description: string, examples: string[]) =>
    targets
      .command(name)
      .summary(summary)
      .description(description)
      .argument('<target>', 'an id, or what it is called')
      .addHelpText('after', `\nExamples:\n  ${examples.join('\n  ')}`)

  const ask = (wanted: string, work: (client: AgentClient, target: Target) => Promise<Answer>) =>
    cli.ask(async ({ client }) => work(client, targetNamed(await client.targets.list({}), wanted)))

  one('preview', 'what telling it would change', 'Says what telling it would change. Changes nothing.', [
    'mylzip targets preview "The intranet"',
  ]).action((wanted: string) =>
    ask(wanted, async (client, { id: targetId }) => {
      const preview = await client.targets.preview({ targetId })
      return { json: { preview }, text: previewLines(preview) }
    }),
  )

  one(
    'test',
    'the same, and what a client sees',
    'Says what telling it would change, and connects to it as a client would. Changes nothing.',
    ['mylzip targets test "The intranet" --json'],
  ).action((wanted: string) =>
    ask(wanted, async (client, { id: targetId }) => {
      const test = await client.targets.test({ targetId })
      const { problem } = test
      return { json: { test }, text: testLines(test), ...(problem && { error: problem, exitCode: exitCodeOf(problem.code) }) }
    }),
  )

  one(
    'apply',
    'give it the certificate in use now',
    'Gives it the certificate in use, reads that back and connects to it. Where that fails it gets back what it had.',
    ['mylzip targets apply "The intranet"'],
  ).action((wanted: string) =>
    ask(wanted, async (client, { id: targetId }) => {
      const target = await client.targets.apply({ targetId })
      return { json: { target }, text: [presents(target)] }
    }),
  )

  one(
    'roll-back',
    'have it present what it had before',
    'Has it present the certificate before, and leaves it so until there is a newer one, or it is applied.',
    ['mylzip targets roll-back "The intranet"', 'mylzip targets roll-back "The intranet" --to found'],
  )
    .addOption(
      new Option('--to <what>', 'the version before, or what was found when it was told for the first time')
        .choices(['version', 'found'])
        .default('version'),
    )
    .action((wanted: string, { to }: { to: 'version' | 'found' }) =>
      ask(wanted, async (client, { id: targetId }) => {
        const target = await client.targets.rollBack({ targetId, to })
        const text = [`${target.label} has what it had before, until there is a newer certificate or “mylzip targets apply” is typed.`]
        return { json: { target }, text }
      }),
    )

  one('remove', 'give it no certificate any more', 'Gives it no certificate any more, and says what stays behind.', [
    'mylzip targets remove "The intranet"',
    'mylzip targets remove "The intranet" --give-back --yes',
  ])
    .option('--give-back', 'give it back what it had before it was told for the first time')
    .option('--yes', 'do not ask whether it is meant')
    .action((wanted: string, { giveBack = false, yes = false }: { giveBack?: boolean; yes?: boolean }) =>
      ask(wanted, async (client, { id: targetId, label }) => {
        await confirm(`${label} is not given renewed certificates any more.`, label, yes, cli.surroundings)
        const removed = await client.targets.remove({ targetId, giveBack })
        const text = [`Removed: ${label}.`, ...(giveBack ? ['It has what it had before.'] : []), ...removed.stays]
        return { json: { removed }, text }
      }),
    )
}
