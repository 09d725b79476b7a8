import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { wholeNumber } from '../input/whole-number.ts'
import { chainLines, versionLines } from '../output/history-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

export function addHistory(program: Command, cli: Cli): void {
  program
    .command('versions')
    .summary('what was issued for a certificate, and where its keys have been')
    .description(
      'Lists the versions of a certificate that are kept, the newest first: their dates, where each key was made, and how often it was given out by this program.',
    )
    .argument('<certificate>', 'a name or an id')
    .addHelpText('after', '\nExamples:\n  mylzip versions intranet.example\n  mylzip versions intranet.example --json')
    .action((wanted: string) =>
      cli.ask(async ({ client }) => {
        const { id } = certificateNamed(await client.certificates.list(), wanted)
        const versions = await client.certificates.versions({ certificateId: id })
        return { json: { versions }, text: versionLines(versions, cli.width) }
      }),
    )

  program
    .command('chain')
    .summary('who signed a certificate, up to its root')
    .description('Shows a certificate and those that vouch for it, up to the root, and whether that is trusted by this machine.')
    .argument('<certificate>', 'a name or an id')
    .addOption(new Option('--number <number>', 'an earlier version, by its number').argParser(wholeNumber))
    .addHelpText('after', '\nExamples:\n  mylzip chain intranet.example\n  mylzip chain intranet.example --number 1 --json')
    .action((wanted: string, { number }: { number?: number }) =>
      cli.ask(async ({ client }) => {
        const { id } = certificateNamed(await client.certificates.list(), wanted)
        const chain = await client.certificates.chain({ certificateId: id, ...(number !== undefined && { version: number }) })
        return { json: { ...chain }, text: chainLines(chain) }
      }),
    )
}
