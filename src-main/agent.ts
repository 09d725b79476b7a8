import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { prepareAdoption } from './composition/adoption-parts.ts'
import type { AgentOptions } from './composition/agent-options.ts'
import { connectAuthorities } from './composition/authority-parts.ts'
import { prepareProofs } from './composition/challenge-parts.ts'
import { connectCloud } from './composition/cloud-parts.ts'
import { prepareDevice } from './composition/device-parts.ts'
import { prepareDoctor } from './composition/doctor-parts.ts'
import { layFoundations } from './composition/foundations.ts'
import { preparePlaces } from './composition/place-parts.ts'
import { prepareRenewals } from './composition/renewal-parts.ts'
import { offerServices } from './composition/services.ts'
import type { AgentServices } from './doors/agent-services.port.ts'
import { createDueTasks } from './renewals/due-tasks.ts'
import type { MainJobOutcome } from './renewals/main-job.service.ts'
import { createScheduler } from './renewals/scheduler.ts'
import { systemClock } from './system/clock.adapter.ts'
import type { Clock } from './system/clock.port.ts'
import { type AgentDatabase, openDatabase } from './system/database/database.adapter.ts'
import { type DataLock, takeDataLock } from './system/lock/data-lock.adapter.ts'
import type { Log } from './system/log/log.port.ts'
import { nodeTimers } from './system/node-timers.adapter.ts'

export interface Agent {
  services: AgentServices
  /** Where a damaged database was kept, when a new one had to be begun at this start. */
  databaseSetAside: string | undefined
  /** The database's file, when it was gone at this start although the agent had been at work here. */
  databaseMissing: string | undefined
  log: Log
  clock: Clock
  /** Brings the device to a certificate that is seen being served; from then on renewals go by themselves. */
  mainJob(options: { asked: boolean; keepGoing: boolean }): Promise<MainJobOutcome>
  /** Within a second. What is in the middle of a run goes on there at the next start. */
  stop(): Promise<void>
}

/** How long (ms) what is under way may take to end by itself. */
const patience = 800

const databaseFile = (folder: string) => join(folder, 'agent.db')

/** Opens the data folder and wires the agent. Begins nothing yet: `mainJob` does. Refuses as the data folder does. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const clock = systemClock
  const { folder, mode } = options
  const lock = await takeDataLock({ folder, mode, now: clock.now(), pid: process.pid })
  try {
    const database = await openDatabase({ file: databaseFile(folder), now: clock.now() })
    return await wire(options, clock, database, lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function wire(options: AgentOptions, clock: Clock, database: AgentDatabase, lock: DataLock): Promise<Agent> {
  const { folder, mode, version } = options
  const base = await layFoundations(options, clock, database, Math.random)
  const { log } = base
  const cloud = connectCloud(base)
  const authorities = connectAuthorities(base)
  const proofs = prepareProofs(base, cloud)
  const places = await preparePlaces(base, cloud)
  const renewals = prepareRenewals({ ...base, ...cloud, ...authorities, ...proofs, ...places })
  const device = prepareDevice({ ...base, ...cloud, ...places, ...renewals })
  const doctor = prepareDoctor({ ...base, ...cloud, ...places, ...device })
  const adoption = prepareAdoption({ ...base, ...cloud, ...proofs, ...places, ...renewals })
  const { audit, outbox } = cloud
  const { lanAddresses, mainJob } = device

  const dueTasks = createDueTasks({ ...base, ...renewals })
  const scheduler = createScheduler({
    clock,
    timers: nodeTimers,
    log,
    tasks: async () => [
      ...(await dueTasks()),
      ...mainJob.tasks(),
      ...(await proofs.leftovers.tasks()),
      { key: 'lan-addresses', at: clock.now(), run: () => lanAddresses.follow() },
    ],
  })

  // What the log has to say of this start.
  await renewals.afterRestore.record()
  if (database.setAside)
    await audit.recordAlone({ actor: 'agent', action: 'database-set-aside', subject: folder, detail: { kept: database.setAside } })
  if (database.wasMissing) await audit.recordAlone({ actor: 'agent', action: 'database-begun-anew', subject: folder })
  await audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: mode, detail: { version } })

  let current: Promise<unknown> = Promise.resolve()
  return {
    services: offerServices({ ...base, ...cloud, ...authorities, ...places, ...renewals, ...device, ...adoption, ...proofs, doctor }),
    databaseSetAside: database.setAside,
    databaseMissing: database.wasMissing ? databaseFile(folder) : undefined,
    log,
    clock,
    async mainJob({ asked, keepGoing }) {
      try {
        const job = renewals.afterRestore.planAnew().then(() => mainJob.doNow(asked))
        current = job
        return await job
      } finally {
        if (keepGoing && !base.stopping()) scheduler.start()
        else
          await proofs.leftovers.takeAwayAll().catch((error: unknown) => log.warn('what an earlier run left was not looked for', { error }))
        outbox.wake()
      }
    },
    async stop() {
      base.stop()
      await audit
        .recordAlone({ actor: 'agent', action: 'agent-stopped', subject: mode })
        .catch((error: unknown) => log.warn('the end was not recorded', { error }))
      // A CA or a cloud that does not answer must not hold up the end: what is under way goes on at the next start.
      // The page goes last: a proof under way must not find it closed.
      const ended = Promise.allSettled([current, scheduler.stop(), outbox.stop()]).then(() => places.page.close())
      await Promise.race([ended, setTimeout(patience)])
      base.ending.abort()
      await database.close()
      await log.close()
      await lock.release()
    },
  }
}
