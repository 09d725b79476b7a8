import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { KeyAndChain, Thumbprint } from '../../stores/store.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { GivenMemory } from '../given-memory.port.ts'
import { refuseUnsafeProgram, type Surroundings } from '../places/refuse-unsafe.adapter.ts'
import type { DeployTarget } from '../target.port.ts'
import type { HandOver } from './hand-over.adapter.ts'
import { type ProgramEnd, runProgram } from './run-program.adapter.ts'
import { answeredThumbprint, scriptEnvironment } from './script-environment.policy.ts'

export type ScriptSettings = SettingsOf<'script'>

export interface ScriptTargetNeeds {
  id: string
  label: string
  around: Surroundings
  memory: GivenMemory
  handOver: HandOver
  environment: Readonly<Record<string, string | undefined>>
  log: Log
  ending: AbortSignal
}

/** A program of a person's, run without a shell, that does with the certificate what nothing here knows. */
export function createScriptTarget(settings: ScriptSettings, needs: ScriptTargetNeeds): DeployTarget {
  const { around, ending, environment, handOver, id, label, log, memory } = needs
  const { arguments: args, check, program, seenAt, timeoutSeconds } = settings
  const failed = (reason: string, cause?: unknown) => new Refusal('TARGET_FAILED', { target: label, reason }, { cause })

  async function run(own: Record<string, string>): Promise<ProgramEnd> {
    await refuseUnsafeProgram(program, args, around)
    const end = await runProgram({ program, args, environment: own, timeoutMs: timeoutSeconds * second, ending }).catch(
      (error: unknown) => {
        const code = systemErrorCode(error)
        throw code === undefined ? error : failed(`${program} could not be started (${code})`, error)
      },
    )
    // Neither a failure nor a success: the run goes on at the next start.
    if (end.endedBy === 'agent') throw new Error(`${program} was ended, because this program ends`)
    log.info('a script ran', { target: id, action: own.MYLZIP_ACTION, code: end.code, printed: end.printed, complained: end.complained })
    if (end.endedBy === 'time') throw failed(`${program} had not ended after ${timeoutSeconds} seconds`)
    if (end.code !== 0) throw failed(howItEnded(program, end))
    return end
  }

  async function asked(): Promise<Thumbprint | undefined> {
    const answer = answeredThumbprint((await run(scriptEnvironment(environment, 'check'))).printed)
    if (answer === 'unreadable') throw failed(`${program} was asked which certificate is in use, and answered no thumbprint`)
    return answer
  }

  async function bind(bundle: KeyAndChain, thumbprint: Thumbprint): Promise<void> {
    await memory.set('')
    await handOver(bundle, (files) => run(scriptEnvironment(environment, 'bind', { name: bundle.name, thumbprint, files })))
    await memory.set(thumbprint)
  }

  const bound = async () => (check ? asked() : (await memory.get()) || undefined)

  return {
    id,
    label,
    seenBy: seenAt ? 'handshake' : 'reading-back',
    // Most servers answer that they reload, and do so a moment later.
    settlesWithin: 5 * second,
    address: () => seenAt,
    bound,
    bind,
    async preview(thumbprint) {
      await refuseUnsafeProgram(program, args, around)
      if ((await bound()) === thumbprint) return []
      return [saying('change.run', { command: [program, ...args].join(' '), thumbprint, seconds: timeoutSeconds })]
    },
  }
}

function howItEnded(program: string, { code, complained, printed }: ProgramEnd): string {
  const said = oneLine((complained.trim() || printed.trim()).split(/\r?\n/).at(-1) ?? '')
  const ended = code === null ? 'was ended by a signal' : `ended with code ${code}`
  return `${program} ${ended}${said === '' ? '' : ` (${said.slice(0, 200)})`}`
}
