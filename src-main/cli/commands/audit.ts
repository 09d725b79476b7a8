import { type AuditGroup, auditGroups } from '@mylzip/shared/domain/audit-groups.ts'
import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import { auditCsv } from '@mylzip/shared/operations/audit-csv.policy.ts'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { AuditFileReport } from '../../audit/verify-file.ts'
import type { Cli } from '../cli.ts'
import { readInputFile } from '../input/read-input-file.ts'
import { wholeNumber } from '../input/whole-number.ts'
import { type Answer, asError } from '../output/answer.ts'
import { auditTable } from '../output/audit-table.ts'
import { momentOf } from '../output/dates.policy.ts'
import { outputFile, writeOutputFile } from '../output/write-output-file.adapter.ts'

export function addAudit(program: Command, cli: Cli): void {
  const audit = program
    .command('audit')
    .summary('what was done here, and whether the record is whole')
    .description('What was done here, and whether the record of it is whole.')

  audit
    .command('list', { isDefault: true })
    .summary('what was done here, the newest first')
    .description('Lists what was done here, the newest first.')
    .addOption(new Option('--limit <number>', 'so many entries, at most 200').argParser(wholeNumber).default(50))
    .addOption(new Option('--before <number>', 'only entries before this one').argParser(wholeNumber))
    .addOption(new Option('--what <group>', 'only what is about these').choices(auditGroups))
    .option('--who <who>', 'only what was done by these, as “agent”, “person” or “cloud”')
    .addOption(new Option('--from <day>', 'only from this day on (UTC), as 2026-11-21').argParser(dayGiven))
    .addOption(new Option('--to <day>', 'only up to this day').argParser(dayGiven))
    .option('--words <words>', 'only what holds each of these words')
    .option('--csv', 'as a table for spreadsheets')
    .addHelpText(
      'after',
      '\nExamples:\n  mylzip audit list --limit 10\n  mylzip audit list --what keys --from 2026-11-01\n  mylzip audit list --words "desk.example" --csv',
    )
    .action(({ limit, before, what, who, from, to, words, csv = false }: ListOptions) =>
      cli.ask(async ({ client }) => {
        const filter = {
          ...(what && { group: what }),
          ...(who !== undefined && { actor: who }),
          ...(from !== undefined && { from: toTimestamp(from) }),
          ...(to !== undefined && { to: toTimestamp(to + day) }),
          ...(words !== undefined && { words }),
        }
        const { entries, more } = await client.audit.list({ limit, ...filter, ...(before !== undefined && { before }) })
        const last = entries.at(-1)?.seq
        if (csv) return { json: { entries, more }, text: [auditCsv(entries).trimEnd()] }
        if (entries.length === 0) return { json: { entries, more }, text: ['There is no such entry.'] }
        const text = [...auditTable(entries, cli.width), ...(more ? [`Older ones: mylzip audit list --before ${last}`] : [])]
        return { json: { entries, more }, text }
      }),
    )

  audit
    .command('verify')
    .summary('check that nothing was changed in the audit log')
    .description(
      'Checks the audit log against its own chain, its signed heads and, when the cloud answers, the heads that the cloud holds.',
    )
    .option('--file <file>', 'a log that “audit export” wrote, also that of another device; needs no program here')
    .option('--key <fingerprint>', 'refuse a file that was sealed with another key')
    .addHelpText('after', '\nExamples:\n  mylzip audit verify\n  mylzip audit verify --file audit.jsonl')
    .action(({ file, key }: { file?: string; key?: string }) => {
      if (file === undefined) return cli.ask(async ({ client }) => verifyAnswer(await client.audit.verify()))
      return cli.answer(async () => {
        const { verifyAuditFile } = await import('../../audit/verify-file.ts')
        const text = String(await readInputFile(file, { largest: largestLog }))
        return auditFileAnswer(await verifyAuditFile(text, file), { file, key })
      })
    })

  audit
    .command('export')
    .summary('write the whole log to a file that somebody else can check')
    .description(
      'Writes the whole audit log to a file, sealed by this device, with the heads that the cloud holds. “audit verify --file” checks it anywhere.',
    )
    .requiredOption('--out <file>', 'the file to write')
    .option('--force', 'replace an ordinary file that is there')
    .addHelpText('after', '\nExamples:\n  mylzip audit export --out audit.jsonl')
    .action(({ out, force = false }: { out: string; force?: boolean }) => {
      const file = outputFile(out, force, '--out')
      return cli.ask(async ({ client }) => {
        const pieces: Buffer[] = []
        for await (const { text } of await client.audit.export()) pieces.push(Buffer.from(text))
        const bytes = Buffer.concat(pieces)
        // Checked before it takes the place of an earlier one: an agent that stops in the middle ends the answer too.
        const { verifyAuditFile } = await import('../../audit/verify-file.ts')
        const { entries, key } = await verifyAuditFile(String(bytes), file)
        await writeOutputFile(file, bytes, force)
        return {
          json: { file, bytes: bytes.length, entries, key },
          text: [`Written: ${file} (${counted(entries, 'entry', 'entries')}).`, `Sealed with this device’s key. Its fingerprint: ${key}`],
        }
      })
    })
}

/** A log of many years. */
const largestLog = 256 * 1024 * 1024

interface ListOptions {
  limit: number
  before?: number
  what?: AuditGroup
  who?: string
  from?: Instant
  to?: Instant
  words?: string
  csv?: boolean
}

function dayGiven(text: string): Instant {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(at)) throw new InvalidArgumentError('It must be a day, as 2026-11-21.')
  return at
}

export function verifyAnswer(report: AuditReport): Answer {
  const { entries, intact, findings, anchor } = report
  const cloud = anchor
    ? `The cloud holds entry ${anchor.seq}, reported ${momentOf(anchor.reportedAt)}.`
    : 'The cloud could not be asked for the heads it holds, or holds none.'
  if (intact) return { json: { report }, text: [`The audit log is whole: ${counted(entries, 'entry', 'entries')}.`, cloud] }
  const refusal = new Refusal('AUDIT_LOG_NOT_INTACT', { count: findings.length, entry: findings[0]?.seq ?? 0 })
  return {
    json: { report },
    text: [...findings.map(({ sentence }) => sentence), cloud],
    error: asError(refusal),
    exitCode: exitCodes.failed,
  }
}

export function auditFileAnswer(report: AuditFileReport, { file, key }: { file: string; key: string | undefined }): Answer {
  const { intact, sealed, findings, exportedAt } = report
  if (key !== undefined && key !== report.key) throw new Refusal('AUDIT_FILE_OTHER_KEY', { file, key: report.key })
  const about = [
    `Written ${momentOf(exportedAt)}, and sealed with the key ${report.key}.`,
    ...(key === undefined ? ['Whether that is the device’s key, only the device or its owner can tell you: compare it.'] : []),
  ]
  const { text } = verifyAnswer(report)
  if (intact && sealed) return { json: { report }, text: [text, about].flat() }
  const seal = sealed ? [] : ['The file was changed after it was written: its seal does not fit.']
  return {
    json: { report },
    text: [...seal, ...(intact ? [] : findings.map(({ sentence }) => sentence)), ...about],
    error: asError(new Refusal('AUDIT_FILE_NOT_INTACT', { file })),
    exitCode: exitCodes.failed,
  }
}
