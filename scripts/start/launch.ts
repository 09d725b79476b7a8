import type { ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { ensureBuilt } from '../build/ensure-built.ts'
import { agentArguments } from './agent-arguments.ts'
import { startAgent } from './agent-process.ts'
import { checkCaRoot } from './ca-root.ts'
import { makeDataFolder } from './data-folder.ts'
import { endChildren } from './end-children.ts'
import { checkKeyType } from './key-type.ts'
import type { StartOptions } from './options.ts'
import { startPractice } from './practice-process.ts'
import { stopRequest } from './stop-request.ts'

/**
 * Builds what is out of date, starts the practice stack unless another cloud is named, then the agent, and waits
 * until the agent has ended or somebody wants it to. Resolves with the exit code; refuses with codes.
 */
export async function launch(root: string, data: string, options: StartOptions): Promise<number> {
  if (options.caRoot !== undefined) checkCaRoot(options.caRoot)
  if (options.keyType !== undefined) await checkKeyType(options.keyType)
  makeDataFolder(data)
  const stop = stopRequest()
  const children: { agent?: ChildProcess; practice?: ChildProcess } = {}
  try {
    const ended = run(root, data, options, children)
    // When somebody wants an end, what was still being started may fail on the way.
    ended.catch(() => undefined)
    const result = await Promise.race([ended, stop])
    if (typeof result === 'number') return result
    return options.once ? 128 + constants.signals[result.signal] : 0
  } finally {
    await endChildren(children)
  }
}

async function run(
  root: string,
  data: string,
  options: StartOptions,
  children: { agent?: ChildProcess; practice?: ChildProcess },
): Promise<number> {
  await ensureBuilt(root)
  const practice =
    options.cloud === undefined
      ? await startPractice({
          root,
          folder: join(data, 'practice'),
          ...(options.dnsPort !== undefined && { dnsPort: options.dnsPort }),
          onSpawn: (child) => {
            children.practice = child
          },
        })
      : undefined
  const agent = startAgent(root, agentArguments(options, data, practice), !options.once)
  children.agent = agent
  return await Promise.race([endOf(agent), ...(practice ? [lossOf(practice.process)] : [])])
}

/** A signal that asks it to end leaves no doubt; any other is news to whoever started it, and the agent cannot tell it. */
function endOf(agent: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    agent.once('error', reject)
    agent.once('exit', (code, signal) => {
      if (signal === null) resolve(code ?? 1)
      else if (asks.has(signal)) resolve(128 + constants.signals[signal])
      else reject(new Refusal('AGENT_ENDED', { signal }))
    })
  })
}

const asks: ReadonlySet<NodeJS.Signals> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP'])

/** Without its cloud the practice product is of no use: say so, and end. */
function lossOf(practice: ChildProcess): Promise<never> {
  return new Promise((_resolve, reject) => {
    practice.once('exit', (code, signal) => {
      reject(new Refusal('PRACTICE_STACK_FAILED', { reason: `it ended by itself (${signal ?? `exit code ${code}`})` }))
    })
  })
}
