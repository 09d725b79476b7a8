import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Outlook, PreflightReport } from '@mylzip/shared/operations/preflight.ts'
import type { Cli } from '../cli.ts'
import { type Answer, asError } from '../output/answer.ts'
import { byStatus, findingLines, leftOutLines, marks } from '../output/finding-lines.ts'

/** What an order would meet; each thing is named as soon as it was looked at, where somebody watches. */
export async function lookFirst(client: AgentClient, order: OrderInput, cli: Cli): Promise<PreflightReport> {
  const watched = Boolean(cli.surroundings.stderr.isTTY)
  const events = await client.certificates.preflight(order, { signal: cli.surroundings.interrupted })
  for await (const event of events) {
    if (event.type === 'report') return event.report
    if (event.type === 'finding' && watched) cli.say(`  ${marks[event.finding.status]} ${event.finding.title}`)
  }
  throw new Refusal('AGENT_NOT_RUNNING', { folder: await cli.folder(), reason: 'it ended meanwhile' })
}

const outlooks: Readonly<Record<Outlook, string>> = {
  clear: 'Nothing stands in the way of this order.',
  doubtful: 'The order can be placed; what is said above is worth a look first.',
  blocked: 'The order would fail as things are.',
}

/** Ends as “doctor” does: with 1 where the order would fail. */
export function preflightAnswer(report: PreflightReport): Answer {
  const { findings, outlook } = report
  const failed = findings.filter(({ status }) => status === 'failed')
  const text = [
    ...findings.filter(({ status }) => status === 'warning' || status === 'failed').flatMap(findingLines),
    ...leftOutLines(findings.filter(({ status }) => status === 'skipped')),
    `${counted(findings.length, 'thing', 'things')} looked at: ${byStatus(findings)}.`,
    `${outlooks[outlook]} Nothing was ordered.`,
  ]
  if (outlook !== 'blocked') return { json: { report }, text }
  const error = asError(new Refusal('OBSTACLES_FOUND', { count: failed.length }))
  return { json: { report }, text, error, exitCode: exitCodes.failed }
}
