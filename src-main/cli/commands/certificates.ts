import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { certificateLines } from '../output/certificate-lines.ts'
import { certificateTable } from '../output/certificate-table.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

export function addCertificates(program: Command, cli: Cli): void {
  program
    .command('certificates')
    .summary('list the certificates')
    .description('Lists the certificates that are managed here.')
    .addHelpText('after', '\nExamples:\n  mylzip certificates\n  mylzip certificates --json')
    .action(() =>
      cli.ask(async ({ client, alone }) => {
        const certificates = await client.certificates.list()
        const text =
          certificates.length === 0 ? ['There is no certificate here yet.'] : certificateTable(certificates, cli.paint, cli.width, alone)
        return { json: { certificates }, text }
      }),
    )

  program
    .command('show')
    .summary('all there is to say of one certificate')
    .description('Shows all there is to say of one certificate.')
    .argument('<certificate>', 'a name or an id')
    .addHelpText('after', '\nExamples:\n  mylzip show intranet.example\n  mylzip show intranet.example --json')
    .action((wanted: string) =>
      cli.ask(async ({ client, alone }) => {
        const certificate = certificateNamed(await client.certificates.list(), wanted)
        return { json: { certificate }, text: certificateLines(certificate, cli.paint, { alone }) }
      }),
    )
}
