import { setTimeout as wait } from 'node:timers/promises'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { type DataLock, type DataLockNeeds, takeDataLock } from './data-lock.adapter.ts'

/** How one command of a person's is named to others while it holds the folder by itself. */
export const commandHolder = (command: string) => `command line: ${command}`

const tries = 50
const pause = 100

/**
 * For the agent: most commands hold the folder for less than a second, and a monitor that looks every minute must not
 * keep a service from starting. Refuses with DATA_FOLDER_IN_USE at once when an agent holds it, and after 5 s when a
 * command still does.
 */
export async function takeDataLockAfterCommands(needs: DataLockNeeds): Promise<DataLock> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await takeDataLock(needs)
    } catch (error) {
      const isCommand = isRefusal(error, 'DATA_FOLDER_IN_USE') && String(error.data.mode).startsWith(commandHolder(''))
      if (!isCommand || attempt >= tries) throw error
    }
    await wait(pause)
  }
}
