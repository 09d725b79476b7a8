import type { PipeDoor, PipeDoorOptions } from '../doors.port.ts'
import { createRpcOverHttp } from '../http/rpc-over-http.ts'
import { publishDoor, publishUsersDoor, usersFolderOf, withdrawDoor, withdrawUsersDoor } from './door-file.adapter.ts'
import { type Entrance, openEntrance } from './entrance.adapter.ts'
import { clearStalePipe } from './pipe-place.adapter.ts'

/**
 * Opens the way in for this machine's own programs: launcher, command line, tray, PowerShell. Whoever can read what lies in
 * the data folder administers; with `users`, whoever signs in at the machine reads and operates, through a pipe of their own:
 * Windows lets whoever may speak to a pipe listen under its name too, and nobody must be able to stand between administrators
 * and the agent.
 */
export async function openPipeDoor({ router, folder, users, random, log }: PipeDoorOptions): Promise<PipeDoor> {
  const shared = { answerCall: createRpcOverHttp(router), random, folder }
  await clearStalePipe(folder)
  await withdrawUsersDoor(folder)
  const own = await openEntrance({ ...shared, place: folder, access: 'administer', publish: (door) => publishDoor(folder, door) })

  async function openToUsers(): Promise<Entrance | undefined> {
    if (!users) return undefined
    const place = usersFolderOf(folder)
    try {
      await users.openFolder(place)
      return await openEntrance({
        ...shared,
        place,
        access: 'operate',
        forEverybody: true,
        async publish(door) {
          await users.letConnect(door.path, place)
          await users.letRead(await publishUsersDoor(folder, door))
        },
      })
    } catch (error) {
      // Renewals must not wait for this; and whoever could spoil the place would else keep the service from starting.
      log.warn('People of this machine are not let in; its administrators are', { place, error })
      await withdrawUsersDoor(folder)
      return undefined
    }
  }

  const theirs = await openToUsers()
  log.info('The pipe is open', { path: own.path, users: theirs?.path ?? 'none' })
  return {
    path: own.path,
    async close() {
      await withdrawDoor(folder)
      if (theirs) await withdrawUsersDoor(folder)
      await Promise.all([own.close(), theirs?.close()])
    },
  }
}
