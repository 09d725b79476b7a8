import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import { createInTurn } from '../in-turn.ts'
import type { Timers } from '../timers.port.ts'
import { commandFor, outcomeIn } from './command.policy.ts'
import { shellEnvironment } from './environment.policy.ts'
import { refusalOfStopped, refusalOfThrown } from './failure.policy.ts'
import type { PowerShell, ScriptCall, SecretCall } from './powershell.port.ts'
import { scriptsFolder } from './scripts-folder.adapter.ts'
import { emptySecretsFolder, withSecretFiles } from './secret-files.adapter.ts'
import { openShell, type Shell } from './shell.adapter.ts'

export interface PowerShellOptions {
  /** The absolute path of PowerShell; looked for before each start where it may come and go. */
  program: string | (() => Promise<string>)
  environment: Readonly<Record<string, string | undefined>>
  /** A folder for secrets on their way, of this agent alone. */
  secretsFolder: string
  timers: Timers
  scripts?: string
  /** How long (ms) a shell is kept for the next call. A cold start takes a quarter of a second. */
  idle?: number
  platform?: NodeJS.Platform
}

const closing = z.object({ closed: z.literal(true) })
const opening = 30 * second

/** Runs scripts in one PowerShell that is begun when it is needed, reused, and ended when nobody has asked for a while. */
export function createPowerShell(options: PowerShellOptions): PowerShell {
  const {
    environment,
    idle = 20 * second,
    platform = process.platform,
    program,
    scripts = scriptsFolder(),
    secretsFolder,
    timers,
  } = options
  let shell: Shell | undefined
  let callOffEnd: () => void = () => undefined
  const ending = new AbortController()
  let secretsAreReady: Promise<void> | undefined

  const file = (script: string) => join(scripts, `${script}.ps1`)

  const inTurn = createInTurn()

  async function open(): Promise<Shell> {
    if (shell && !shell.isGone()) return shell
    shell = await openShell({
      program: typeof program === 'string' ? program : await program(),
      environment: shellEnvironment(environment),
      folder: scripts,
      patience: opening,
      timers,
      ending: ending.signal,
    })
    return shell
  }

  async function end(): Promise<void> {
    callOffEnd()
    const ending = shell
    shell = undefined
    await ending?.end()
  }

  /** Undefined when the time was up: then the shell is ended, because the next call would wait for what still runs there. */
  async function printed(used: Shell, line: string, patience: number): Promise<{ text: string | undefined } | undefined> {
    let callOff: () => void = () => undefined
    const late = new Promise<undefined>((resolve) => {
      callOff = timers.after(patience, () => resolve(undefined))
    })
    const answer = await Promise.race([used.print(line).then((text) => ({ text })), late])
    callOff()
    if (!answer) await end()
    return answer
  }

  async function work<Answer>({ answer, data, patience = 60 * second, script }: ScriptCall<Answer>): Promise<Answer> {
    if (ending.signal.aborted) throw new Refusal('POWERSHELL_ENDED', { script })
    callOffEnd()
    const used = await open()
    try {
      const line = commandFor({ entry: file('entry'), script: file(script), data })
      const said = await printed(used, line, patience)
      if (!said) throw new Refusal('POWERSHELL_TIMED_OUT', { script, seconds: Math.round(patience / second) })
      if (said.text === undefined) throw new Refusal('POWERSHELL_ENDED', { script })
      const outcome = outcomeIn(said.text)
      if (!outcome) throw new Refusal('POWERSHELL_FAILED', { script, reason: 'it gave no answer' })
      if ('stopped' in outcome) throw refusalOfStopped(script, outcome.stopped)
      if ('thrown' in outcome) throw refusalOfThrown(script, outcome.thrown)
      const read = answer.safeParse(outcome.answer)
      if (!read.success)
        throw new Refusal('POWERSHELL_FAILED', { script, reason: 'it gave another answer than expected' }, { cause: read.error })
      return read.data
    } finally {
      callOffEnd = timers.after(idle, () => void end())
    }
  }

  /** Once, before the first secret is written: a folder of Windows has the rights of the one above it until it is told otherwise. */
  async function readySecrets(): Promise<void> {
    await emptySecretsFolder(secretsFolder)
    if (platform === 'win32') await work({ script: 'secrets/close-folder', data: { folder: secretsFolder }, answer: closing })
  }

  async function workWithSecret<Answer>({ secret, ...call }: SecretCall<Answer>) {
    secretsAreReady ??= readySecrets()
    await secretsAreReady.catch((error: unknown) => {
      secretsAreReady = undefined
      throw error
    })
    const { result, secret: answered } = await withSecretFiles({ folder: secretsFolder, secret }, (files) =>
      work({ ...call, data: { ...call.data, ...files } }),
    )
    return { answer: result, secret: answered }
  }

  return {
    run: (call) => inTurn(() => work(call)),
    runWithSecret: (call) => inTurn(() => workWithSecret(call)),
    async close() {
      ending.abort()
      await end()
      await inTurn(async () => undefined)
      await end()
    },
  }
}
