import { type ExitCode, exitCodeOf, exitCodes } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { type Answer, asError, errorLines, linesOf } from './output/answer.ts'
import { type Paint, paintFor } from './output/paint.policy.ts'
import { written } from './output/written.adapter.ts'
import { agentFolder } from './session/agent-folder.ts'
import { reachAgent } from './session/reach-agent.ts'
import type { ReachedAgent } from './session/reached-agent.ts'
import type { Surroundings } from './surroundings.ts'

/** What every command may be given. */
export interface GlobalOptions {
  json?: boolean
  data?: string
}

/** An agent, and what becomes of a run when its command is interrupted. */
export interface Session extends ReachedAgent {
  /** From now on an interruption only ends the waiting: the run goes on, or can go on. */
  runBegun(): void
}

/** What the commands share: the way to the agent, and the way back to whoever typed. */
export interface Cli {
  readonly surroundings: Surroundings
  readonly paint: Paint
  /** Columns of the terminal; undefined where nobody reads at one. */
  readonly width: number | undefined
  /** How it ended; undefined while no command has run. */
  exitCode(): ExitCode | undefined
  /** Progress, for people: on stderr. */
  say(line: string): void
  /** Does what a command needs the agent for, and answers. `provesNames`: it may begin an order. */
  ask(work: (session: Session) => Promise<Answer>, options?: { provesNames?: boolean }): Promise<void>
  /** Reads something and lets go of the agent again, before somebody is asked for a password. */
  look<Found>(read: (client: AgentClient) => Promise<Found>): Promise<Found>
  /** The same without an agent. */
  answer(work: () => Promise<Answer>): Promise<void>
  /** Where the agent keeps its data, by what was typed. */
  folder(): Promise<string>
  reply(answer: Answer): Promise<void>
}

interface CliNeeds {
  surroundings: Surroundings
  json: boolean
  /** As it was typed: `mylzip renew`. */
  command(): string
  globals(): GlobalOptions
}

export function createCli({ surroundings, json, command, globals }: CliNeeds): Cli {
  const { stdout, stderr, env, version, interrupted } = surroundings
  const painted = Boolean(stdout.isTTY) && !json
  let exitCode: ExitCode | undefined

  async function reply(answer: Answer): Promise<void> {
    const lines = linesOf(answer, json)
    exitCode = answer.exitCode ?? exitCodes.done
    const lost = await written(stdout, lines.stdout, painted)
    await written(stderr, lines.stderr)
    if (lost === undefined) return
    // A reader that has gone (`| head`) has had what it wanted.
    const refusal = (await answer.unheard?.(lost)) ?? (lost === 'EPIPE' ? undefined : new Refusal('OUTPUT_LOST', { reason: lost }))
    if (!refusal) return
    await written(stderr, errorLines(asError(refusal)))
    exitCode = exitCode === exitCodes.done ? exitCodeOf(refusal.code) : exitCode
  }

  const folder = () => agentFolder(globals().data, surroundings)
  const reach = async (provesNames: boolean) => reachAgent({ folder: await folder(), version, command: command(), provesNames, env })

  return {
    surroundings,
    paint: paintFor(painted, env),
    width: stdout.isTTY ? stdout.columns : undefined,
    exitCode: () => exitCode,
    say: (line) => void written(stderr, [line]),
    folder,
    reply,
    answer: async (work) => reply(await untilInterrupted(work(), interrupted, () => 'COMMAND_INTERRUPTED')),
    async look(read) {
      const { client, close } = await reach(false)
      return read(client).finally(close)
    },
    async ask(work, { provesNames = false } = {}) {
      const reached = await reach(provesNames)
      let begun = false
      const session: Session = {
        ...reached,
        runBegun() {
          begun = true
        },
      }
      const fate = () => (begun ? (reached.alone ? 'RUN_INTERRUPTED' : 'WAITING_INTERRUPTED') : 'COMMAND_INTERRUPTED')
      // What is told only after the agent is closed again is true: until then a started program would be refused.
      await reply(await untilInterrupted(work(session).finally(reached.tellCloud), interrupted, fate).finally(reached.close))
    },
  }
}

type Interruption = 'COMMAND_INTERRUPTED' | 'RUN_INTERRUPTED' | 'WAITING_INTERRUPTED'

async function untilInterrupted<Result>(work: Promise<Result>, signal: AbortSignal, why: () => Interruption): Promise<Result> {
  // What is torn away by the interruption has not failed, and nobody waits for it any more.
  work.catch(() => undefined)
  const interruption = new Promise<never>((_, reject) => {
    const interrupt = () => reject(new Refusal(why()))
    if (signal.aborted) interrupt()
    signal.addEventListener('abort', interrupt)
  })
  return Promise.race([work, interruption])
}
