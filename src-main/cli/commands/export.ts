import type { ExportCipher, ExportFormat } from '@mylzip/shared/domain/export-formats.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { exportCiphers, exportFormats, withPassword } from '../input/export-formats.ts'
import { canAsk, notEmpty, readSecret, secretGiven } from '../input/read-secret.ts'
import { addPasswordOptions, type PasswordOptions, passwordSource } from '../input/secret-options.ts'
import { wholeNumber } from '../input/whole-number.ts'
import { outputFile, writeOutputFile } from '../output/write-output-file.adapter.ts'
import { certificateNamed } from '../session/named-certificate.policy.ts'

interface ExportOptions extends PasswordOptions {
  format: ExportFormat
  out: string
  number?: number
  cipher?: ExportCipher
  friendlyName?: string
  force?: boolean
}

const examples = `
Examples:
  mylzip export intranet.example --format pfx --out intranet.pfx
  mylzip export intranet.example --format pem-fullchain --out chain.pem --force
  mylzip export intranet.example --format jks --out intranet.p12 --password-file password.txt`

export function addExport(program: Command, cli: Cli): void {
  const command = program
    .command('export')
    .summary('write a certificate, with its key, to a file')
    .description('Writes a certificate, with its key where the format holds one, to a file that you alone can read.')
    .argument('<certificate>', 'a name or an id')
    .addOption(
      new Option('--format <format>', 'what kind of file; “jks” is the PKCS#12 that Java takes')
        .choices(exportFormats)
        .makeOptionMandatory(),
    )
    .requiredOption('--out <file>', 'the file to write')
    .addOption(new Option('--number <number>', 'an earlier version, by its number').argParser(wholeNumber))
    .addOption(new Option('--cipher <cipher>', 'how a PFX is locked (default: 3des, which every Windows imports)').choices(exportCiphers))
    .option('--friendly-name <name>', 'what Windows shows, and Java calls the alias')
    .option('--force', 'replace an ordinary file that is there')
  addPasswordOptions(command)
    .addHelpText('after', examples)
    .action(async (wanted: string, options: ExportOptions) => {
      refuseIneffective(options)
      const file = outputFile(options.out, options.force ?? false, '--out')
      await refuseWithoutKey(wanted, options, cli)
      // Asked before the agent is: alone, the data folder would be locked while somebody thinks of a password.
      const password = await passwordFor(options, cli)
      return cli.ask(async ({ client }) => {
        const certificate = certificateNamed(await client.certificates.list(), wanted)
        const { content, fileName, mediaType } = await client.certificates.export({
          certificateId: certificate.id,
          format: options.format,
          ...(options.number !== undefined && { version: options.number }),
          ...(password !== undefined && { password }),
          ...(options.cipher && { cipher: options.cipher }),
          ...(options.friendlyName !== undefined && { friendlyName: options.friendlyName }),
        })
        const bytes = Buffer.from(content, 'base64')
        await writeOutputFile(file, bytes, options.force ?? false)
        const json = {
          certificateId: certificate.id,
          file,
          bytes: bytes.length,
          format: options.format,
          suggestedName: fileName,
          mediaType,
        }
        return { json, text: [`Written: ${file} (${bytes.length} bytes)`] }
      })
    })
}

/** Nobody types a password twice for a key that is not here. Of earlier versions only the export itself knows. */
async function refuseWithoutKey(wanted: string, options: ExportOptions, { look, surroundings }: Cli): Promise<void> {
  const { file, stdin } = passwordSource(options)
  const isAsked = withPassword[options.format] === 'needed' && file === undefined && !stdin && canAsk(surroundings)
  if (!isAsked || options.number !== undefined) return
  const { current } = certificateNamed(await look((client) => client.certificates.list()), wanted)
  if (current?.keyCustody === 'destroyed' || current?.keyCustody === 'lost') throw new Refusal('KEY_DESTROYED', { version: current.number })
  if (current?.keyCustody === 'tpm') throw new Refusal('KEY_IN_TPM', { version: current.number })
  if (current?.keyCustody === 'elsewhere') throw new Refusal('KEY_ELSEWHERE', { version: current.number })
}

/** A PFX needs one; a PEM key may have one; certificates alone have nothing to lock. */
async function passwordFor(options: ExportOptions, { surroundings }: Cli): Promise<string | undefined> {
  const need = withPassword[options.format]
  if (need === 'needed') return readSecret(passwordSource(options), 'Password for the file', true, surroundings)
  const given = await secretGiven(passwordSource(options), surroundings)
  if (given !== undefined && need === 'none')
    throw new Refusal('OPTION_INVALID', { option: '--password-file', reason: `a file of the kind ${options.format} holds nothing to lock` })
  if (given === undefined && need === 'possible' && canAsk(surroundings))
    surroundings.stderr.write('The key is written as it is; --password-stdin or --password-file locks it.\n')
  return given === undefined ? undefined : notEmpty(given)
}

/** Whoever names a cipher believes that the key is locked with it. Refuses with OPTION_INVALID. */
function refuseIneffective({ format, cipher, friendlyName }: ExportOptions): void {
  if (withPassword[format] === 'needed') return
  const given = cipher !== undefined ? '--cipher' : friendlyName !== undefined ? '--friendly-name' : undefined
  if (given) throw new Refusal('OPTION_INVALID', { option: given, reason: `it has no effect on a file of the kind ${format}` })
}
