import { exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import type { Certificate, Run } from '@mylzip/shared/operations/values.ts'
import type { Cli, Session } from '../cli.ts'
import type { Answer } from '../output/answer.ts'
import { certificateLines, nextTry } from '../output/certificate-lines.ts'
import { followRun } from './follow-run.ts'
import { plannedCertificate } from './planned-certificate.ts'

interface BegunRun {
  runId: string
  certificateId: string
  joined?: boolean
}

interface RunNeeds {
  cli: Cli
  session: Session
  /** Whether whoever typed wants to wait; undefined: at a terminal they do. */
  wait: boolean | undefined
  begin(): Promise<BegunRun & Record<string, unknown>>
}

/**
 * Begins a run and answers how it ended, or at once that it has begun. Where this command is alone there is nobody else
 * who could carry the run out, so it always stays until the end.
 */
export async function runAnswer({ cli, session, wait, begin }: RunNeeds): Promise<Answer> {
  const { client, alone, folder } = session
  if (!alone && !(wait ?? Boolean(cli.surroundings.stdout.isTTY))) {
    const begun = await begin()
    return {
      json: { ...begun },
      text: [
        begun.joined ? 'It is going on already.' : 'It has begun, and is tried again where it fails. “mylzip status” shows how it stands.',
      ],
    }
  }
  const { createProgress } = await import('../../terminal/progress.ts')
  const progress = createProgress(cli.say)
  await session.openPage()
  const { run, ...begun } = await followRun({
    client,
    folder,
    progress: (run) => progress({ type: 'run', run }),
    signal: cli.surroundings.interrupted,
    async begin() {
      const answer = await begin()
      session.runBegun()
      if (alone) cli.say('No program runs here, so this command does it itself.')
      return answer
    },
  })
  const { certificateId } = begun
  const certificate = await (run.failure ? client.certificates.get({ certificateId }) : plannedCertificate(client, certificateId))
  return endedAnswer(cli, { ...begun, run, certificate }, alone)
}

/** A failure is told once, as what the command ended with; beside it stands what becomes of the certificate now. */
export function endedAnswer(cli: Cli, ended: BegunRun & { run: Run; certificate: Certificate }, alone: boolean): Answer {
  const { run, certificate } = ended
  const { failure } = run
  if (!failure) return { json: { ...ended }, text: certificateLines(certificate, cli.paint) }
  const { code, sentence, nextStep, data } = failure
  const text = certificate.current
    ? certificateLines(certificate, cli.paint, { alone, withoutProblem: true })
    : staysLines(certificate, nextTry(certificate.failure ?? failure, alone))
  return { json: { ...ended }, text, error: { code, sentence, nextStep, data }, exitCode: exitCodes.failed }
}

/** Whoever ordered a wrong name, or at an authority that will never issue it, must know that the order stands. */
function staysLines({ names, kind }: Certificate, again: string): string[] {
  const [name] = names
  const stays = `There is no certificate for ${name} yet. It stays on the list; next try: ${again}.`
  const ways = `“mylzip renew ${name}” tries it now, “mylzip forget ${name}” takes it off the list, “mylzip configure ${name}” changes what is ordered.`
  return kind === 'device' ? [stays] : [stays, ways]
}
