import { resolve } from 'node:path'
import type { AdoptionSource } from '@mylzip/shared/domain/adoption-sources.ts'
import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Adoptable, AdoptionFindings } from '@mylzip/shared/operations/adoption.ts'
import { Argument, type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { adoptableNamed } from '../input/adoptable-named.policy.ts'
import { directoryUrl } from '../input/authority-url.ts'
import { folderName } from '../input/folder-name.ts'
import { unusableFolder } from '../input/named-folders.policy.ts'
import { proofMethod } from '../input/proof-method.ts'
import { secretGiven } from '../input/read-secret.ts'
import { addPasswordOptions, type PasswordOptions, passwordSource } from '../input/secret-options.ts'
import type { Answer } from '../output/answer.ts'
import { dayOf } from '../output/dates.policy.ts'
import { tableLines } from '../output/table.policy.ts'

const written: Readonly<Record<AdoptionSource, string>> = {
  'win-acme': 'win-acme',
  'simple-acme': 'simple-acme',
  'posh-acme': 'Posh-ACME',
  certify: 'Certify The Web',
  certbot: 'certbot',
  lego: 'lego',
}

interface TakeOptions extends PasswordOptions {
  from?: AdoptionSource
  folder?: string[]
  authority?: string
  proof?: ProofMethod
  takeAccount?: boolean
}

const takeExamples = `
Examples:
  mylzip adopt take intranet.example
  mylzip adopt take intranet.example --from lego --folder ./lego --take-account
  mylzip adopt take intranet.example --folder /srv/letsencrypt --folder /srv/keys`

const scanExamples = `
Folders that are named together are looked at together: a key that lies outside of its program's folder is found where the
folder it lies in is named as well. “mylzip adopt take NAME --folder FOLDER --folder FOLDER” then takes the certificate over.

Examples:
  mylzip adopt scan
  mylzip adopt scan /etc/letsencrypt --json
  mylzip adopt scan /srv/letsencrypt /srv/keys`

export function addAdopt(program: Command, cli: Cli): void {
  const adopt = program
    .command('adopt')
    .summary('take over certificates from other ACME programs')
    .description('Takes over certificates from win-acme, simple-acme, Posh-ACME, Certify The Web, certbot and lego, without a new order.')

  adopt
    .command('scan', { isDefault: true })
    .summary('look for certificates of other programs')
    .description('Looks for certificates of other ACME programs, in their usual places or in the folders named. Changes nothing there.')
    .addArgument(new Argument('[folder...]', 'where to look; left out: their usual places').argParser(oneMore))
    .addHelpText('after', scanExamples)
    .action((named: string[]) => cli.ask(async ({ client }) => scanAnswer(await client.adoption.scan(places(named)), named, cli)))

  const take = adopt
    .command('take')
    .summary('take one of them over')
    .description(
      'Copies key and certificate and manages them from now on. Nothing is changed at the other program; the first order is the next renewal.',
    )
    .argument('<name>', 'a name in the certificate, or what the other program calls it')
    .addOption(new Option('--from <program>', 'where several programs have one').choices(Object.keys(written)))
    .addOption(
      new Option(
        '--folder <folder>',
        'where that program keeps it, when that is no usual place; again for a folder that its files lead to',
      ).argParser(oneMore),
    )
    .addOption(new Option('--authority <url>', 'where it is renewed (default: where it came from)').argParser(directoryUrl))
    .addOption(new Option('--proof <method>', 'how its names are proven from now on; see “mylzip order --help”').argParser(proofMethod))
    .option('--take-account', 'take the account at the authority with it')
  addPasswordOptions(take)
    .addHelpText('after', takeExamples)
    .action((name: string, options: TakeOptions) =>
      cli.ask(async ({ client }) => {
        const { folder: folders = [] } = options
        const findings = await client.adoption.scan(places(folders))
        const nothing = folders.length > 0 && findings.certificates.length === 0
        const unusable = unusableFolder(findings, folders) ?? (nothing ? findings.problems[0] : undefined)
        if (unusable) throw new Refusal(unusable.code, unusable.data)
        const { source, folder, id } = adoptableNamed(findings.certificates, name, options.from)
        const password = await secretGiven(passwordSource(options), cli.surroundings)
        const taken = await client.adoption.takeOver({
          source,
          folder,
          id,
          ...(folders.length > 1 && { otherFolders: folders.filter((other) => other !== folder) }),
          ...choices(options),
          ...(password !== undefined && { password }),
        })
        const first = taken.alreadyManaged ? 'It was managed here before; nothing was done.' : `Managed from now on: ${name}.`
        return { json: { ...taken }, text: [first, ...taken.notices.map(({ sentence, nextStep }) => `${sentence} ${nextStep}`)] }
      }),
    )
}

function oneMore(folder: string, before: string[] = []): string[] {
  return [...before, resolve(folderName(folder))]
}

function places(folders: string[]): { folders?: string[] } {
  return folders.length === 0 ? {} : { folders }
}

function choices({ authority, proof, takeAccount }: TakeOptions) {
  return { ...(authority !== undefined && { directory: authority }), ...(proof && { proof }), ...(takeAccount && { takeAccount }) }
}

function scanAnswer(findings: AdoptionFindings, named: readonly string[], { width }: Pick<Cli, 'width'>): Answer {
  const { certificates, problems } = findings
  const rows = certificates.map((found) => [
    found.names[0] ?? found.label,
    written[found.source],
    found.notAfter === null ? 'unknown' : dayOf(found.notAfter),
    standing(found),
    found.folder,
  ])
  const table = tableLines(['Certificate', 'Program', 'Ends', 'Can be taken over', 'Folder'], rows, width)
  const nothing = ['No certificates of other programs were found.']
  const unusable = unusableFolder(findings, named)
  const others = problems.filter((problem) => problem !== unusable).map(({ sentence }) => sentence)
  return {
    json: { ...findings },
    text: [...(rows.length > 0 ? table : unusable ? [] : nothing), ...others],
    ...(unusable && { error: unusable, exitCode: exitCodes.failed }),
  }
}

function standing({ obstacle, managedAs }: Adoptable): string {
  if (managedAs !== null) return 'managed here already'
  return obstacle === null ? 'yes' : `no: ${obstacle.sentence}`
}
