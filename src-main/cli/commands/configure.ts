import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { authorityUrl } from '../input/authority-url.ts'
import { confirm } from '../input/confirm.ts'
import { offeredKeyTypes } from '../input/key-types.ts'
import { proofMethod } from '../input/proof-method.ts'
import { requestIn } from '../input/request-in.ts'
import { certificateLines } from '../output/certificate-lines.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

interface ConfigureOptions {
  authority?: string[]
  profile?: string | false
  keyType?: KeyType
  key?: 'new' | 'reuse' | 'tpm'
  exportable?: boolean
  proof?: ProofMethod
  preferredChain?: string | false
  csr?: string | false
  yes?: boolean
}

const examples = `
Examples:
  mylzip configure intranet.example --key-type p-256
  mylzip configure intranet.example --proof http-webroot:/var/www/html
  mylzip configure intranet.example --no-profile --authority https://ca.example/directory`

export function addConfigure(program: Command, cli: Cli): void {
  program
    .command('configure')
    .summary('other choices for a certificate')
    .description(
      'Changes what was chosen for a certificate. It holds from the next renewal on, save --no-exportable; what is left out stays as it is.',
    )
    .argument('<certificate>', 'a name or an id')
    .addOption(new Option('--authority <url>', 'where it is ordered; again for those to try next').argParser(authorityUrl))
    .option('--profile <name>', 'a certificate profile that the authority offers')
    .option('--no-profile', 'the authority’s usual one')
    .addOption(new Option('--key-type <type>', 'kind of the key').choices(offeredKeyTypes))
    .addOption(
      new Option('--key <use>', 'whether a renewal makes a new key, keeps it, or makes a new one in the TPM').choices([
        'new',
        'reuse',
        'tpm',
      ]),
    )
    .option('--exportable', 'keep a copy of the key that can be given out')
    .option('--no-exportable', 'keep keys in the certificate store alone; the copies kept here are destroyed at once')
    .addOption(new Option('--proof <method>', 'how the names are proven; see “mylzip order --help”').argParser(proofMethod))
    .option('--preferred-chain <name>', 'common name of the root or issuer to prefer')
    .option('--no-preferred-chain', 'whichever the authority gives first')
    .option('--csr <file>', 'a certificate request (PKCS#10) made elsewhere')
    .option('--no-csr', 'make keys here again')
    .option('--yes', 'do not ask whether --no-exportable is meant')
    .addHelpText('after', examples)
    .action(async (wanted: string, options: ConfigureOptions) => {
      const change = await changes(options)
      if (Object.keys(change).length === 0)
        throw new Refusal('COMMAND_LINE_INVALID', { command: 'mylzip configure', reason: 'it says nothing of what to change' })
      return cli.ask(async ({ alone, client }) => {
        const { id: certificateId, exportable, names } = certificateNamed(await client.certificates.list(), wanted)
        if (exportable && options.exportable === false)
          await confirm(
            'The copies of its keys that are kept here are destroyed at once, and do not come back.',
            names[0] ?? '',
            options.yes ?? false,
            cli.surroundings,
          )
        const certificate = await client.certificates.configure({ certificateId, ...change })
        return { json: { certificate }, text: certificateLines(certificate, cli.paint, { alone }) }
      })
    })
}

async function changes({ authority, profile, keyType, key, exportable, proof, preferredChain, csr }: ConfigureOptions) {
  return {
    ...(authority && { authorities: authority }),
    ...(profile !== undefined && { profile: profile || null }),
    ...(keyType && { keyType }),
    ...(key && { keyUse: key }),
    ...(exportable !== undefined && { exportable }),
    ...(proof && { proof }),
    ...(preferredChain !== undefined && { preferredChain: preferredChain || null }),
    ...(csr !== undefined && { csr: csr === false ? null : await requestIn(csr) }),
  }
}
