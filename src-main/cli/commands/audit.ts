import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { wholeNumber } from '../input/whole-number.ts'
import { type Answer, asError } from '../output/answer.ts'
import { auditTable } from '../output/audit-table.ts'
import { momentOf } from '../output/dates.policy.ts'

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
    .addHelpText('after', '\nExamples:\n  mylzip audit list --limit 10\n  mylzip audit list --before 120 --json')
    .action((query: { limit: number; before?: number }) =>
      cli.ask(async ({ client }) => {
        const { entries, more } = await client.audit.list(query)
        const last = entries.at(-1)?.seq
        if (entries.length === 0) return { json: { entries, more }, text: ['There is no entry before that one.'] }
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
    .addHelpText('after', '\nExamples:\n  mylzip audit verify\n  mylzip audit verify --json')
    .action(() => cli.ask(async ({ client }) => verifyAnswer(await client.audit.verify())))
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
