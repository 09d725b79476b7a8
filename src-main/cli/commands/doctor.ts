import { counted } from '@mylzip/shared/domain/counted.policy.ts'
import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { DoctorQuestion, DoctorReport, ExplainedFailure, Finding } from '@mylzip/shared/operations/doctor.ts'
import { networkTicket } from '@mylzip/shared/operations/network-ticket.policy.ts'
import { isItsOwnReason } from '@mylzip/shared/operations/own-reasons.policy.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { directoryUrl } from '../input/authority-url.ts'
import { type Answer, asError } from '../output/answer.ts'
import { byStatus, findingLines, leftOutLines, marks } from '../output/finding-lines.ts'
import { unopened } from '../session/unopened.ts'

const examples = `
Examples:
  mylzip doctor
  mylzip doctor intranet.example --authority https://ca.example/directory
  mylzip doctor --ticket > for-the-network-team.txt
  mylzip doctor --json`

export function addDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .summary('what stands in the way')
    .description('Looks at what stands in the way of certificates: network, DNS, authorities, clock, ports, disk. Changes nothing.')
    .argument('[names...]', 'names that are to be ordered, looked at beside what is here already')
    .addOption(new Option('--authority <url>', 'the authority they are to be ordered at').argParser(directoryUrl))
    .option('--ticket', 'only what to ask of whoever runs the network, as plain text')
    .addHelpText('after', examples)
    .action(async (names: string[], { authority, ticket = false }: { authority?: string; ticket?: boolean }) => {
      const answerOf = ticket ? ticketAnswer : doctorAnswer
      const question = { names, ...(authority !== undefined && { directory: authority }) }
      try {
        await cli.ask(async ({ client }) => answerOf(await examine(client, question, cli)))
      } catch (error) {
        if (!isRefusal(error, ...unopened)) throw error
        cli.say('The agent could not be opened, so only what needs neither its database nor its keys was looked at.')
        const { examineRefusedAgent } = await import('../../composition/refused-doctor.ts')
        const { version } = cli.surroundings
        const folder = await cli.folder()
        await cli.answer(async () => answerOf(await examineRefusedAgent({ folder, version, refusal: error, question })))
      }
    })
}

/** Each thing is named while it is looked at, where somebody watches: some of them take seconds. */
async function examine(client: AgentClient, question: DoctorQuestion, cli: Cli): Promise<DoctorReport> {
  const watched = Boolean(cli.surroundings.stderr.isTTY)
  const events = await client.doctor.run(question, { signal: cli.surroundings.interrupted })
  for await (const event of events) {
    if (event.type === 'report') return event.report
    if (event.type === 'finding' && watched) cli.say(`  ${marks[event.finding.status]} ${event.finding.title}`)
  }
  throw new Refusal('AGENT_NOT_RUNNING', { folder: await cli.folder(), reason: 'it ended meanwhile' })
}

export function doctorAnswer(report: DoctorReport): Answer {
  const { findings, failures } = report
  const failed = findings.filter(({ status }) => status === 'failed')
  const ticket = networkTicket(report) ?? null
  const text = [
    ...failures.flatMap((failure) => failureLines(failure, findings)),
    ...findings.filter(({ status }) => status === 'warning' || status === 'failed').flatMap(findingLines),
    ...leftOutLines(findings.filter(({ status }) => status === 'skipped')),
    `${counted(findings.length, 'thing', 'things')} looked at: ${byStatus(findings)}.`,
    ...(ticket === null ? [] : ['“mylzip doctor --ticket” writes what to ask of whoever runs the network.']),
  ]
  if (failed.length === 0) return { json: { report, ticket }, text }
  return {
    json: { report, ticket },
    text,
    error: asError(new Refusal('OBSTACLES_FOUND', { count: failed.length })),
    exitCode: exitCodes.failed,
  }
}

/** To be handed on as it is, so nothing else is said beside it. */
export function ticketAnswer(report: DoctorReport): Answer {
  const ticket = networkTicket(report) ?? null
  return { json: { report, ticket }, text: [ticket?.trimEnd() ?? 'No way is closed that whoever runs the network could open.'] }
}

function failureLines({ name, code, sentence, explainedBy }: ExplainedFailure, findings: readonly Finding[]): string[] {
  const reasons = explainedBy.flatMap((id) => findings.find((finding) => finding.id === id)?.sentence ?? [])
  const unseen = isItsOwnReason(code) ? [] : ['    What it was is not to be seen any more.']
  const because = reasons.length === 0 ? unseen : reasons.map((reason) => `    Because: ${reason}`)
  return [`The last try for ${name} failed: ${sentence}`, ...because, '']
}
