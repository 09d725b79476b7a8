import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { connectToAgent } from '#main/doors/pipe/pipe-client.ts'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { posixUsersWay } from '#main/doors/pipe/posix-users-way.adapter.ts'
import type { AgentRouter } from '#main/doors/router.ts'
import { random } from './doors.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A service's door, and one of each who come through it. The user is one who finds only the file for everybody. */
export async function openServiceDoor(router: AgentRouter) {
  const folder = await temporaryFolder()
  const data = join(folder.path, 'agent')
  await mkdir(data, { mode: 0o700 })
  const door = await openPipeDoor({ router, folder: data, users: posixUsersWay, random, log: createSilentLog() })
  const administrator = await connectToAgent(data)
  const own = join(data, 'agent-door.json')
  await rename(own, `${own}.hidden`)
  const user = await connectToAgent(data)
  await rename(`${own}.hidden`, own)
  return {
    data,
    administrator,
    user,
    async close() {
      administrator.close()
      user.close()
      await door.close()
      await folder.remove()
    },
  }
}
