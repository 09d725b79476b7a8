import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { DoctorQuestion, DoctorReport, Finding } from '@mylzip/shared/operations/doctor.ts'
import { type Command, Option } from 'commander'
import type { Cli } from '../cli.ts'
import { authorityUrl } from '../input/authority-url.ts'
import { type Answer, asError } from '../output/answer.ts'

const examples = `
Examples:
  mylzip doctor
  mylzip doctor intranet.example --authority https://ca.example/directory
  mylzip doctor --json`

export function addDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .summary('what stands in the way')
    .description('Looks at what stands in the way of certificates: network, DNS, authorities, clock, ports, disk. Changes nothing.')
    .argument('[names...]', 'names that are to be ordered, looked at beside what is here already')
    .addOption(new Option('--authority <url>', 'the authority they are to be ordered at').argParser(authorityUrl))
    .addHelpText('after', examples)
    .action((names: string[], { authority }: { authority?: string[] }) =>
      cli.ask(async ({ client }) =>
        doctorAnswer(await examine(client, { names, ...(authority?.[0] && { directory: authority[0] }) }, cli)),
      ),
    )
}

/** Each thing is named while it is looked at, where somebody watches: some of them take seconds. */
async function examine(client: AgentClient, question: DoctorQuestion, cli: Cli): Promise<DoctorReport> {
  const watched = Boolean(cli.surroundings.stderr.isTTY)
  const events = await client.doctor.run(question, { signal: cli.surroundings.interrupted })
  for await (const event of events) {
    if (event.type === 'report') return event.report
    if (event.type === 'finding' && watched) cli.say(`  ${marks[event.finding.status]} ${event.finding.title}`)
  }
  throw new Refusal('AGENT_NOT_RUNNING', { folder: cli.folder(), reason: 'it ended meanwhile' })
}

export function doctorAnswer(report: DoctorReport): Answer {
  const { findings, failures } = report
  const failed = findings.filter(({ status }) => status === 'failed')
  const text = [
    ...failures.map(({ name, sentence }) => `The last try for ${name} failed: ${sentence}`),
    ...findings.filter(({ status }) => status !== 'ok').flatMap(findingLines),
    `${findings.length} things looked at: ${counted(findings)}.`,
  ]
  if (failed.length === 0) return { json: { report }, text }
  return { json: { report }, text, error: asError(new Refusal('OBSTACLES_FOUND', { count: failed.length })), exitCode: exitCodes.failed }
}

const marks: Readonly<Record<Finding['status'], string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '–' }
const words: Readonly<Record<Finding['status'], string>> = { ok: 'good', warning: 'worth a look', failed: 'failed', skipped: 'left out' }

function findingLines({ status, title, sentence, nextStep, evidence, code }: Finding): string[] {
  const head = `${marks[status]} ${title} (${words[status]}${code === null ? '' : `, ${code}`})`
  if (status === 'skipped') return [head, `    ${sentence}`, '']
  return [
    head,
    `    ${sentence}`,
    ...(nextStep === null ? [] : [`    ${nextStep}`]),
    ...evidence.map(({ label, value }) => `    ${label}: ${value}`),
    '',
  ]
}

function counted(findings: readonly Finding[]): string {
  return (['ok', 'warning', 'failed', 'skipped'] as const)
    .map((status) => [findings.filter((finding) => finding.status === status).length, words[status]] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}
