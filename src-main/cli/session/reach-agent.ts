import { setTimeout as wait } from 'node:timers/promises'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { AloneNeeds } from './alone.ts'
import type { ReachedAgent } from './reached-agent.ts'

/** An agent that starts or stops holds the lock for a moment without answering; so does another command. */
const tries = 50
const pause = 100

/** ms. Longer than the agent ever thinks about one thing alone; it may sleep in a debugger, or be stopped. */
const patience = 5_000

/**
 * The agent that runs on the data folder, or, where none runs, the agent opened in this process under the same lock.
 * Refuses with AGENT_SILENT when one runs that says nothing, with DATA_FOLDER_IN_USE when somebody else holds the folder for longer than 5 s, with NOTHING_SET_UP, and as
 * the data folder does.
 */
export async function reachAgent(needs: AloneNeeds): Promise<ReachedAgent> {
  let waitedSince: Instant | undefined
  for (let attempt = 1; ; attempt += 1) {
    const running = await runningAgent(needs.folder)
    if (running) return { ...running, waitedSince }
    try {
      const { openAlone } = await import('./alone.ts')
      return { ...(await openAlone(needs)), waitedSince }
    } catch (error) {
      if (!isRefusal(error, 'DATA_FOLDER_IN_USE') || attempt >= tries) throw error
      const { systemClock } = await import('../../system/clock.adapter.ts')
      waitedSince ??= systemClock.now()
    }
    await wait(pause)
  }
}

/** Undefined where none listens. Refuses with AGENT_SILENT where one does, and has said nothing for so long (ms). */
export async function runningAgent(folder: string, waiting = patience): Promise<ReachedAgent | undefined> {
  const { pipeAnswers } = await import('../../doors/pipe/pipe-answers.adapter.ts')
  const answers = await pipeAnswers(folder, waiting)
  if (answers === 'no') return undefined
  if (answers === 'silent') throw await silent(folder, waiting)
  const { connectToAgent } = await import('../../doors/pipe/pipe-client.ts')
  const { client, close } = await connectToAgent(folder)
  const nothing = async () => undefined
  return { client, alone: false, folder, openPage: nothing, tellCloud: nothing, close: async () => close() }
}

async function silent(folder: string, waited: number): Promise<Refusal> {
  const { readHolder } = await import('../../system/lock/lock-holder.adapter.ts')
  const { pid = 'unknown', mode = 'unknown', since = 'unknown' } = (await readHolder(folder)) ?? {}
  return new Refusal('AGENT_SILENT', { folder, pid, mode, since, seconds: Math.round(waited / 1000) })
}
