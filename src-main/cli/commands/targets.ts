import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { momentOf } from '../output/dates.policy.ts'
import { tableLines } from '../output/table.policy.ts'

export function addTargets(program: Command, cli: Cli): void {
  program
    .command('targets')
    .summary('the programs that present the certificates')
    .description('Lists the programs that present each certificate, and when each was last seen doing so.')
    .addHelpText('after', '\nExamples:\n  mylzip targets\n  mylzip targets --json')
    .action(() =>
      cli.ask(async ({ client }) => {
        const certificates = await client.certificates.list()
        const targets = certificates.flatMap(({ id, names, current }) =>
          (current?.consumers ?? []).map((consumer) => ({ certificateId: id, certificate: names[0], ...consumer })),
        )
        const rows = targets.map(({ certificate = '', label, address, verifiedAt, failure }) => [
          certificate,
          label,
          address,
          verifiedAt === null ? 'never' : momentOf(verifiedAt),
          failure?.sentence ?? '',
        ])
        const text = targets.length === 0 ? ['No program presents a certificate of this device.'] : tableLines(headings, rows, cli.width)
        return { json: { targets }, text }
      }),
    )
}

const headings = ['Certificate', 'Program', 'Address', 'Last seen', 'Problem']
