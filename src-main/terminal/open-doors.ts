import { randomBytes } from 'node:crypto'
import type { Agent } from '../agent.ts'
import type { LoopbackDoor } from '../doors/doors.port.ts'
import { openLoopbackDoor } from '../doors/loopback/loopback-door.adapter.ts'
import { openPipeDoor } from '../doors/pipe/pipe-door.adapter.ts'
import { posixUsersWay } from '../doors/pipe/posix-users-way.adapter.ts'
import { createWindowsUsersWay } from '../doors/pipe/windows-users-way.adapter.ts'
import { openProgramDoor } from '../doors/programs/program-door.adapter.ts'
import { createRouter } from '../doors/router.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'

export interface OpenDoors {
  /** Undefined where the agent is a service: nobody sits before it who could be given a link. */
  dashboard: LoopbackDoor | undefined
  /** Within a second. */
  close(): Promise<void>
}

interface Options {
  port: number | undefined
  /** The built dashboard. */
  staticFolder: string
  /** The data folder, whose lock the agent holds. */
  folder: string
  service: boolean
}

/**
 * Lets callers in: the dashboard in a browser, programs through the pipe, of this user or, at a service, of the machine, and
 * those that have a token.
 * Refuses with PORT_TAKEN.
 */
export async function openDoors(
  { services, tokenGate: gate, version, log, clock, powershell }: Agent,
  { port, staticFolder, folder, service }: Options,
): Promise<OpenDoors> {
  const router = createRouter(services, log, randomBytes)
  const usersWay = powershell ? createWindowsUsersWay(powershell) : posixUsersWay
  const users = service ? usersWay : undefined
  const pipe = await openPipeDoor({ router, folder, users, random: randomBytes, log })
  const programs = await openProgramDoor({ router, gate, version, clock, timers: nodeTimers, log })
  const closeBoth = async () => void (await Promise.all([programs.close(), pipe.close()]))
  if (service) return { dashboard: undefined, close: closeBoth }
  try {
    const dashboard = await openLoopbackDoor({
      router,
      staticFolder,
      clock,
      random: randomBytes,
      log,
      ...(port === undefined ? {} : { port }),
    })
    return { dashboard, close: async () => void (await Promise.all([dashboard.close(), closeBoth()])) }
  } catch (error) {
    await closeBoth()
    throw error
  }
}
