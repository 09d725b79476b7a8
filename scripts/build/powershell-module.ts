import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RefusalCode, refusals } from '@mylzip/shared/domain/refusals.ts'
import { momentsOf, type Operation, operationsOf, validationOf } from './powershell-contract.ts'

/** What the module says itself, because there is no agent that could: the agent's own refusals come with their sentence. */
const ownCodes: readonly RefusalCode[] = [
  ...(['AGENT_NOT_RUNNING', 'CERTIFICATE_NOT_FOUND', 'CERTIFICATE_NAME_AMBIGUOUS', 'OUTPUT_EXISTS', 'OUTPUT_UNWRITABLE'] as const),
  ...(['INPUT_FILE_UNREADABLE', 'SECRET_EMPTY', 'TARGET_NOT_FOUND', 'TARGET_NAME_AMBIGUOUS'] as const),
]

/** Windows PowerShell 5.1 reads a file without this in the code page of the machine. */
const mark = '\ufeff'
const moduleName = 'MyLZip.Ssl'

/** The PowerShell module in one file, made of src-main/powershell-module and the contract. */
export function buildPowershellModule(root: string, outDir: string): void {
  const sources = join(root, 'src-main/powershell-module')
  const folder = join(outDir, moduleName)
  mkdirSync(folder, { recursive: true })
  const { version, productName } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; productName: string }
  const commands = readdirSync(join(sources, 'public')).sort()
  const names = commands.map((file) => file.replace(/\.ps1$/, ''))
  const operations = operationsOf()
  const read = (part: string, file: string) => readFileSync(join(sources, part, file), 'utf8')
  const module = [
    'Set-StrictMode -Version 3.0\n',
    tables(),
    ...readdirSync(join(sources, 'private'))
      .sort()
      .map((file) => read('private', file)),
    ...commands.map((file) => fillIn(read('public', file), file, operations)),
    `Export-ModuleMember -Function ${names.join(', ')}\n`,
  ].join('\n')
  writeFileSync(join(folder, `${moduleName}.psm1`), mark + module)
  writeFileSync(join(folder, `${moduleName}.psd1`), mark + manifest({ version, productName, names }))
  cpSync(join(sources, `${moduleName}.format.ps1xml`), join(folder, `${moduleName}.format.ps1xml`))
}

/** Puts what the contract says where a source asks for it: `# contract: keyType` before a parameter, `contract: …` in the notes. */
export function fillIn(source: string, file: string, operations: ReadonlyMap<string, Operation>): string {
  const asked = /^ {4}contract: (.+)$/m.exec(source)?.[1]?.split(' ') ?? []
  const used = asked.map((name) => {
    const operation = operations.get(name)
    if (!operation) throw new Error(`${file}: there is no operation ${name}`)
    return operation
  })
  return source
    .replace(/^ {4}contract: .+$/m, used.flatMap(notes).join('\n'))
    .replace(/^( +)# contract: ([\w.]+)$/gm, (_, indent: string, path: string) => {
      const lines = used.map((operation) => validationOf(operation.input, path)).find((found) => found.length > 0)
      if (!lines) throw new Error(`${file}: no operation it uses says anything of ${path}`)
      return lines.map((line) => indent + line).join('\n')
    })
}

function notes({ name, access, codes }: Operation): string[] {
  return [`    ${name} needs the right to ${access}. Ids of its errors: ${codes.join(', ')}.`]
}

function tables(): string {
  const all = Object.keys(refusals) as RefusalCode[]
  return [
    '# Made from the contract by scripts/build/powershell-module.ts.',
    table('NextSteps', all, (code) => refusals[code].next),
    table('OwnSentences', ownCodes, (code) => refusals[code].sentence),
    table('Moments', momentsOf(), () => 'UTC'),
  ].join('\n')
}

function table<Key extends string>(name: string, keys: readonly Key[], value: (key: Key) => string): string {
  const entries = keys.map((key) => `    ${quoted(key)} = ${quoted(value(key))}`)
  return `$script:${name} = @{\n${entries.join('\n')}\n}\n`
}

/** PowerShell takes typographic quotes for plain ones, so they are doubled as well. */
export function quoted(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`
}

interface Facts {
  version: string
  productName: string
  names: readonly string[]
}

function manifest({ version, productName, names }: Facts): string {
  const list = (items: readonly string[]) => `@(${items.map(quoted).join(', ')})`
  return `@{
    RootModule = '${moduleName}.psm1'
    ModuleVersion = ${quoted(version)}
    GUID = '6a3f1c1e-6c1f-4c58-9d7b-2f6d0a4be1a7'
    Author = ${quoted(productName)}
    Description = ${quoted(`Certificates of this computer, by ${productName}.`)}
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport = ${list(names)}
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
    FormatsToProcess = @('${moduleName}.format.ps1xml')
}
`
}
