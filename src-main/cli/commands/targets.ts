import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { listedTargets, listLines } from '../output/target-lines.ts'
import { addTargetsAdd } from './targets-add.ts'
import { addTargetsTell } from './targets-tell.ts'

export function addTargets(program: Command, cli: Cli): void {
  const targets = program
    .command('targets')
    .summary('the programs that present the certificates')
    .description('The programs that certificates are given to: each renewal is given to them, read back, and seen by a handshake.')

  targets
    .command('list', { isDefault: true })
    .summary('the programs, and when each was last seen')
    .description('Lists the programs that present each certificate, and when each was last seen doing so.')
    .addHelpText('after', '\nExamples:\n  mylzip targets\n  mylzip targets list --json')
    .action(() =>
      cli.ask(async ({ client }) => {
        const listed = listedTargets(await client.certificates.list(), await client.targets.list({}))
        return { json: { targets: listed }, text: listLines(listed, cli.width) }
      }),
    )

  addTargetsAdd(targets, cli)
  addTargetsTell(targets, cli)
}
