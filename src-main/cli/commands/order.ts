import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { type Command, Option } from 'commander'
import type { Cli, Session } from '../cli.ts'
import { authorityUrl } from '../input/authority-url.ts'
import { offeredKeyTypes } from '../input/key-types.ts'
import { proofMethod } from '../input/proof-method.ts'
import { requestIn } from '../input/request-in.ts'
import { lookFirst, preflightAnswer } from '../waiting/look-first.ts'
import { runAnswer } from '../waiting/run-answer.ts'

interface OrderOptions {
  authority?: string[]
  profile?: string
  keyType?: KeyType
  reuseKey?: boolean
  tpm?: boolean
  nonExportable?: boolean
  proof?: ProofMethod
  preferredChain?: string
  csr?: string
  dryRun?: boolean
  wait?: boolean
}

const examples = `
Examples:
  mylzip order intranet.example www.intranet.example
  mylzip order '*.intranet.example' --proof rfc2136://ns1.intranet.example
  mylzip order intranet.example --proof delegation --dry-run
  mylzip order intranet.example --authority letsencrypt --key-type p-256 --wait --json`

const proofHelp =
  'how the names are proven: automatic, cloud, delegation, dns-persist, rfc2136:SERVER, http-listener[:PORT], http-webroot:FOLDER or tls-alpn[:PORT]'

export function addOrder(program: Command, cli: Cli): void {
  program
    .command('order')
    .summary('manage another certificate from now on')
    .description('Orders a certificate for the names and manages it from now on. It is known by the first name.')
    .argument('<names...>', 'DNS names, wildcards, IP addresses')
    .addOption(
      new Option(
        '--authority <url>',
        'the certificate authority’s ACME directory, or letsencrypt, zerossl or google; again for those to try next',
      ).argParser(authorityUrl),
    )
    .option('--profile <name>', 'a certificate profile that the authority offers')
    .addOption(new Option('--key-type <type>', 'kind of the key').choices(offeredKeyTypes))
    .option('--reuse-key', 'keep the key at renewals in place of making a new one')
    .option('--tpm', 'make the keys in the TPM of this machine (Windows), which gives them to nobody')
    .option('--non-exportable', 'keep the key in the certificate store alone, once it was seen to work there')
    .addOption(new Option('--proof <method>', proofHelp).argParser(proofMethod))
    .option('--preferred-chain <name>', 'common name of the root or issuer to prefer')
    .option('--csr <file>', 'a certificate request (PKCS#10) made elsewhere; its names must be the ones ordered')
    .option('--dry-run', 'order nothing: look at what the order would meet, and ask no authority for more than its directory')
    .option('--wait', 'stay until it has ended (the default at a terminal)')
    .option('--no-wait', 'answer as soon as it has begun')
    .addHelpText('after', examples)
    .action(async (names: string[], options: OrderOptions) => {
      const order = await wanted(names, options)
      if (options.dryRun) return cli.ask(async ({ client }) => preflightAnswer(await lookFirst(client, order, cli)))
      const begin = ({ client }: Session) => client.certificates.order(order)
      return cli.ask((session) => runAnswer({ cli, session, wait: options.wait, begin: () => begin(session) }), { provesNames: true })
    })
}

async function wanted(names: string[], options: OrderOptions) {
  const { authority, profile, keyType, reuseKey, tpm, nonExportable, proof, preferredChain, csr } = options
  return {
    names,
    ...(authority && { authorities: authority }),
    ...(profile !== undefined && { profile }),
    ...(keyType && { keyType }),
    ...(reuseKey && { keyUse: 'reuse' as const }),
    ...(tpm && { keyUse: 'tpm' as const }),
    ...(nonExportable && { exportable: false }),
    ...(proof && { proof }),
    ...(preferredChain !== undefined && { preferredChain }),
    ...(csr !== undefined && { csr: await requestIn(csr) }),
  }
}
