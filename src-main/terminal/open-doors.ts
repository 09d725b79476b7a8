import { randomBytes } from 'node:crypto'
import type { Agent } from '../agent.ts'
import type { LoopbackDoor } from '../doors/doors.port.ts'
import { openLoopbackDoor } from '../doors/loopback/loopback-door.adapter.ts'
import { openPipeDoor } from '../doors/pipe/pipe-door.adapter.ts'
import { createRouter } from '../doors/router.ts'

export interface OpenDoors {
  dashboard: LoopbackDoor
  /** Within a second. */
  close(): Promise<void>
}

interface Options {
  port: number | undefined
  /** The built dashboard. */
  staticFolder: string
  /** The data folder, whose lock the agent holds. */
  folder: string
}

/** Lets callers in: the dashboard in a browser, and programs of this user through the pipe. Refuses with PORT_TAKEN. */
export async function openDoors({ services, log, clock }: Agent, { port, staticFolder, folder }: Options): Promise<OpenDoors> {
  const router = createRouter(services, log, randomBytes)
  const pipe = await openPipeDoor({ router, folder, random: randomBytes, log })
  try {
    const dashboard = await openLoopbackDoor({
      router,
      staticFolder,
      clock,
      random: randomBytes,
      log,
      ...(port === undefined ? {} : { port }),
    })
    return { dashboard, close: async () => void (await Promise.all([dashboard.close(), pipe.close()])) }
  } catch (error) {
    await pipe.close()
    throw error
  }
}
