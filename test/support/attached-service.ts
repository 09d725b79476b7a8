import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openPipeDoor } from '#main/doors/pipe/pipe-door.adapter.ts'
import { posixUsersWay } from '#main/doors/pipe/posix-users-way.adapter.ts'
import { attachedAgent } from '#main/electron/attach/attached-agent.ts'
import { linkToService } from '#main/electron/attach/service-link.ts'
import type { KnownService } from '#main/service/service-control.policy.ts'
import { nodeTimers } from '#main/system/node-timers.adapter.ts'
import type { AgentDouble } from './agent-services.ts'
import { random, routerOf } from './doors.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** How long (ms) a service may take for its first answer, as service-link.ts has it. */
const patience = 5_000

/** A machine with a service that starts and stops, and a program of one of its users who finds only the door for everybody. */
export async function machineWithService() {
  const folder = await temporaryFolder()
  const data = join(folder.path, 'agent')
  await mkdir(data, { mode: 0o700 })
  const log = createSilentLog()
  const windows: { service: KnownService | undefined } = { service: { state: 'stopped', pid: null } }
  const running: { close(): Promise<void> }[] = []
  // Pauses are short here; only how long an answer may take stays as long as it is.
  const timers = { after: (ms: number, run: () => void) => nodeTimers.after(ms === patience ? ms : 5, run) }
  const link = linkToService({ folder: data, log, timers, look: async () => windows.service })

  let started = Promise.resolve()
  async function begin(agent: AgentDouble): Promise<void> {
    running.push(await openPipeDoor({ router: routerOf(agent), folder: data, users: posixUsersWay, random, log: createSilentLog() }))
    // This user may not look into the data folder.
    await rm(join(data, 'agent-door.json'))
    windows.service = { state: 'running', pid: 4711 }
  }

  return {
    data,
    log,
    windows,
    link,
    agent: attachedAgent({ link, log, timers, random }),
    start(agent: AgentDouble) {
      started = begin(agent)
      return started
    },
    async stop() {
      // A program may have found the door before the service has finished its start.
      await started
      windows.service = { state: 'stopped', pid: null }
      for (const door of running.splice(0)) await door.close()
    },
    async remove() {
      link.close()
      await started
      for (const door of running.splice(0)) await door.close()
      await folder.remove()
    },
  }
}

export type MachineWithService = Awaited<ReturnType<typeof machineWithService>>
