import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { authorityUrl } from '../input/authority-url.ts'
import { proofMethod } from '../input/proof-method.ts'
import { readInputFile } from '../input/read-input-file.ts'
import { canAsk, readSecret, secretGiven } from '../input/read-secret.ts'
import { addPasswordOptions, type PasswordOptions, passwordSource } from '../input/secret-options.ts'

interface ImportOptions extends PasswordOptions {
  authority?: string[]
  reuseKey?: boolean
  nonExportable?: boolean
  proof?: ProofMethod
}

const examples = `
Examples:
  mylzip import intranet.pfx
  mylzip import certificate.pem key.pem chain.pem
  mylzip import intranet.pfx --password-file password.txt --json`

export function addImport(program: Command, cli: Cli): void {
  const command = program
    .command('import')
    .summary('take a certificate and its key from files')
    .description('Takes a certificate and its key from files, and manages it from now on. Orders nothing before it is due.')
    .argument('<file...>', 'PFX, PEM, DER or PKCS#7; several that belong together')
    .addOption(new Option('--authority <url>', 'where it is renewed; again for those to try next').argParser(authorityUrl))
    .option('--reuse-key', 'keep the key at renewals in place of making a new one')
    .option('--non-exportable', 'keep the key in the certificate store alone, once it was seen to work there')
    .addOption(new Option('--proof <method>', 'how its names are proven from now on; see “mylzip order --help”').argParser(proofMethod))
  addPasswordOptions(command)
    .addHelpText('after', examples)
    .action((files: string[], options: ImportOptions) =>
      cli.ask(async ({ client }) => {
        const contents = (await Promise.all(files.map((file) => readInputFile(file)))).map((content) => content.toString('base64'))
        const bring = (password: string | undefined) =>
          client.certificates.importBundle({ files: contents, ...(password !== undefined && { password }), ...choices(options) })
        const given = await secretGiven(passwordSource(options), cli.surroundings)
        const imported = await bring(given).catch(async (error: unknown) => {
          if (given !== undefined || !isRefusal(error, 'BUNDLE_PASSWORD_NEEDED') || !canAsk(cli.surroundings)) throw error
          return bring(await readSecret({ kind: 'password', stdin: false }, 'Password of the file', false, cli.surroundings))
        })
        const text = [
          `Managed from now on: ${imported.names.join(', ')}${imported.expired ? '. It has ended, and is renewed as soon as that can be.' : ''}`,
        ]
        return { json: { ...imported }, text }
      }),
    )
}

function choices({ authority, reuseKey, nonExportable, proof }: ImportOptions) {
  return {
    ...(authority && { authorities: authority }),
    ...(reuseKey && { keyUse: 'reuse' as const }),
    ...(nonExportable && { exportable: false }),
    ...(proof && { proof }),
  }
}
