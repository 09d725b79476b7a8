import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { readInputFile } from '../input/read-input-file.ts'
import { momentOf } from '../output/dates.policy.ts'
import { tableLines } from '../output/table.policy.ts'

const addExamples = `
Examples:
  mylzip dns-servers add rfc2136://ns1.example --key-file tsig.key
  MYLZIP_DNS_KEY=… mylzip dns-servers add 'rfc2136://ns1.example/example?key=device'`

export function addDnsServers(program: Command, cli: Cli): void {
  const servers = program
    .command('dns-servers')
    .summary('your own DNS servers that names are proven in')
    .description('Your own DNS servers that names are proven in, by dynamic updates (RFC 2136) signed with a TSIG key.')

  servers
    .command('list', { isDefault: true })
    .summary('the servers whose keys are kept here')
    .description('Lists the servers whose keys are kept here, and the certificates that use each.')
    .addHelpText('after', '\nExamples:\n  mylzip dns-servers list --json')
    .action(() =>
      cli.ask(async ({ client }) => {
        const list = await client.proofs.listDnsServers()
        const rows = list.map(({ server, addedAt, usedBy }) => [server, momentOf(addedAt), usedBy.join(', ') || 'none'])
        const text =
          rows.length === 0 ? ['No DNS server of yours is kept here.'] : tableLines(['Server', 'Added', 'Used by'], rows, cli.width)
        return { json: { servers: list }, text }
      }),
    )

  servers
    .command('add')
    .summary('keep the key of a server, sealed')
    .description('Keeps the key of a server, sealed. The same server again gets another key.')
    .argument('<server>', 'rfc2136://HOST:PORT/ZONE?key=NAME&algorithm=hmac-sha256; all but HOST may be left out')
    .option('--key-file <file>', 'the key as tsig-keygen writes it, or its secret in base64 (or: MYLZIP_DNS_KEY in the environment)')
    .addHelpText('after', addExamples)
    .action(async (server: string, { keyFile }: { keyFile?: string }) => {
      const key = keyFile === undefined ? cli.surroundings.env.MYLZIP_DNS_KEY : (await readInputFile(keyFile)).toString('utf8')
      if (!key) throw new Refusal('DNS_SERVER_KEY_NEEDED', { server })
      return cli.ask(async ({ client }) => {
        const added = await client.proofs.addDnsServer({ server, key })
        return { json: added, text: [`Kept: ${added.server}. Use it with --proof '${added.server}'`] }
      })
    })

  servers
    .command('remove')
    .summary('destroy the key of a server here')
    .description('Destroys the key of a server here. One that a certificate is proven in stays.')
    .argument('<server>', 'as “dns-servers list” writes it')
    .addHelpText('after', '\nExamples:\n  mylzip dns-servers remove rfc2136://ns1.example')
    .action((server: string) =>
      cli.ask(async ({ client }) => {
        const removed = await client.proofs.removeDnsServer({ server })
        return { json: removed, text: [`Removed: ${removed.server}`] }
      }),
    )
}
