import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import type { Command } from 'commander'
import type { Cli } from '../cli.ts'
import { nameInDns } from '../input/name-in-dns.policy.ts'

const states: Readonly<Record<Delegation['state'], string>> = {
  ready: 'It is there: certificates for this name can be ordered with --proof delegation.',
  missing: 'It is not there yet.',
  elsewhere: 'It leads elsewhere at the moment',
  loop: 'It leads in a circle at the moment',
  unknown: 'The DNS cannot be asked from here at the moment',
}

export function addDelegation(program: Command, cli: Cli): void {
  program
    .command('delegation')
    .summary('prove a name by one CNAME, made once')
    .description(
      'Says which CNAME in your own zone proves a name from then on, and whether it is there. The first call for a name makes its target.',
    )
    .argument('<name>', 'the DNS name that certificates are to be for')
    .addHelpText('after', '\nExamples:\n  mylzip delegation intranet.example\n  mylzip delegation intranet.example --json')
    .action((name: string) =>
      cli.ask(async ({ client }) => {
        const delegation = await client.proofs.delegation({ name: nameInDns(name) })
        const { record, target, state, found } = delegation
        const standing = found === null ? states[state] : `${states[state].replace(/\.$/, '')}: ${found}`
        return { json: { name, ...delegation }, text: [`${record}. CNAME ${target}.`, standing] }
      }),
    )
}
