import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { thumbprint } from '../input/thumbprint.ts'
import { useLines } from '../output/use-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

const examples = `
Examples:
  mylzip used-by
  mylzip used-by intranet.example
  mylzip used-by --thumbprint 0123456789ABCDEF0123456789ABCDEF01234567 --json`

export function addUsedBy(program: Command, cli: Cli): void {
  program
    .command('used-by')
    .summary('the programs that use a certificate')
    .description(
      'Lists the programs whose configuration names a certificate: whether they are told of new ones, and which of them go on with one that is old, or not there any more. “renew”, “revoke” and “forget” say with --dry-run what they would mean for these.',
    )
    .argument('[certificate]', 'a name or an id; left out: all, those of others too')
    .addOption(new Option('--thumbprint <thumbprint>', 'the certificate that has it, whosever it is').argParser(thumbprint))
    .addHelpText('after', examples)
    .action((wanted: string | undefined, { thumbprint }: { thumbprint?: string }) =>
      cli.ask(async ({ client }) => {
        const certificate = wanted === undefined ? undefined : certificateNamed(await client.certificates.list(), wanted)
        const found = await client.consumers.list({
          ...(certificate && { certificateId: certificate.id }),
          ...(thumbprint !== undefined && { thumbprint }),
        })
        return { json: { ...found }, text: useLines(found, cli.width) }
      }),
    )
}
