import { setTimeout as wait } from 'node:timers/promises'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { AloneNeeds } from './alone.ts'
import type { ReachedAgent } from './reached-agent.ts'

/** An agent that starts or stops holds the lock for a moment without answering; so does another command. */
const tries = 50
const pause = 100

/**
 * The agent that runs on the data folder, or, where none runs, the agent opened in this process under the same lock.
 * Refuses with DATA_FOLDER_IN_USE when somebody else holds the folder for longer than 5 s, with NOTHING_SET_UP, and as
 * the data folder does.
 */
export async function reachAgent(needs: AloneNeeds): Promise<ReachedAgent> {
  for (let attempt = 1; ; attempt += 1) {
    const running = await runningAgent(needs.folder)
    if (running) return running
    try {
      const { openAlone } = await import('./alone.ts')
      return await openAlone(needs)
    } catch (error) {
      if (!isRefusal(error, 'DATA_FOLDER_IN_USE') || attempt >= tries) throw error
    }
    await wait(pause)
  }
}

/** Undefined where none answers. */
export async function runningAgent(folder: string): Promise<ReachedAgent | undefined> {
  const { pipeAnswers } = await import('../../doors/pipe/pipe-answers.adapter.ts')
  if (!(await pipeAnswers(folder))) return undefined
  const { connectToAgent } = await import('../../doors/pipe/pipe-client.ts')
  const { client, close } = await connectToAgent(folder)
  return { client, alone: false, folder, openPage: async () => undefined, close: async () => close() }
}
