import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { AuditService } from './audit/audit.service.ts'
import { createPruning } from './certificates/pruning.service.ts'
import { createUnwantedTasks } from './certificates/unwanted-in-store.ts'
import type { DnsUpdates } from './challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { prepareAdoption } from './composition/adoption-parts.ts'
import type { AgentOptions } from './composition/agent-options.ts'
import { connectAuthorities } from './composition/authority-parts.ts'
import { prepareProofs } from './composition/challenge-parts.ts'
import { connectCloud } from './composition/cloud-parts.ts'
import { prepareConsumers } from './composition/consumer-parts.ts'
import { prepareControl } from './composition/control-parts.ts'
import { prepareDevice } from './composition/device-parts.ts'
import { prepareDoctor } from './composition/doctor-parts.ts'
import { layFoundations } from './composition/foundations.ts'
import { prepareIdentity } from './composition/identity-parts.ts'
import { asStartedLast, type KnownDnsServer, lastStart, rememberStart } from './composition/last-start.ts'
import { prepareLicence } from './composition/licence-parts.ts'
import { preparePlaces } from './composition/place-parts.ts'
import { preparePolicy } from './composition/policy-parts.ts'
import { preparePreflight } from './composition/preflight-parts.ts'
import { prepareRenewals } from './composition/renewal-parts.ts'
import { offerServices } from './composition/services.ts'
import { prepareSlots } from './composition/slot-parts.ts'
import { prepareTokens } from './composition/token-parts.ts'
import type { AgentServices } from './doors/agent-services.port.ts'
import { createDueTasks } from './renewals/due-tasks.ts'
import type { MainJobOutcome } from './renewals/main-job.service.ts'
import { createScheduler } from './renewals/scheduler.ts'
import { systemClock } from './system/clock.adapter.ts'
import type { Clock } from './system/clock.port.ts'
import { type AgentDatabase, absent, openDatabase, openExistingDatabase } from './system/database/database.adapter.ts'
import { assertRoom } from './system/files/trial.adapter.ts'
import { commandHolder, takeDataLockAfterCommands } from './system/lock/after-commands.ts'
import { type DataLock, takeDataLock } from './system/lock/data-lock.adapter.ts'
import type { Log } from './system/log/log.port.ts'
import { nodeTimers } from './system/node-timers.adapter.ts'
import type { PowerShell } from './system/powershell/powershell.port.ts'
import type { TokenGate } from './tokens/token-gate.port.ts'

export interface Agent {
  services: AgentServices
  audit: AuditService
  /** After a restore: writes into the log that it went back, before anything else is written there. Looking needs none of it. */
  sayRestored(): Promise<void>
  /** Lets the device page listen as the person last chose, where this device is enrolled: the main job does so too. */
  openPage(): Promise<void>
  /** Where a damaged database was kept, when a new one had to be begun at this start. */
  databaseSetAside: string | undefined
  /** The database's file, when it was gone at this start although the agent had been at work here. */
  databaseMissing: string | undefined
  /** Lets in programs of this machine that have a token. */
  tokenGate: TokenGate
  version: string
  log: Log
  clock: Clock
  /** Undefined where there is no Windows. */
  powershell: PowerShell | undefined
  /** Brings the device to a certificate that is seen being served; from then on renewals go by themselves. */
  mainJob(options: { asked: boolean; keepGoing: boolean }): Promise<MainJobOutcome>
  /** Waits for a moment until the cloud knows what was recorded here: whoever opened the agent for one thing leaves nobody who tells it later. */
  tellCloud(): Promise<void>
  /** Within a second. What is in the middle of a run goes on there at the next start. */
  stop(): Promise<void>
}

/** How long (ms) what is under way may take to end by itself. */
const patience = 800

/** How long (ms) the cloud may take to hear what one command recorded. */
const telling = 2_000

const databaseFile = (folder: string) => join(folder, 'agent.db')

/** Opens the data folder and wires the agent. Begins nothing yet: `mainJob` does. Refuses as the data folder does. */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const { folder, mode, version } = options
  const taken = await takeDataLockAfterCommands({ folder, mode, now: systemClock.now(), pid: process.pid })
  return underLock(taken, async (lock) => {
    const database = await openDatabase({ file: databaseFile(folder), now: systemClock.now() })
    const record = (audit: AuditService, action: 'agent-started' | 'agent-stopped') =>
      audit.recordAlone({ actor: 'agent', action, subject: mode, ...(action === 'agent-started' && { detail: { version } }) })
    const agent = await wire(options, systemClock, database, lock, (audit) => record(audit, 'agent-stopped'))
    await rememberStart(database.db, options)
    // What the log has to say of this start.
    const { audit } = agent
    await agent.sayRestored()
    if (database.setAside)
      await audit.recordAlone({ actor: 'agent', action: 'database-set-aside', subject: folder, detail: { kept: database.setAside } })
    if (database.wasMissing) await audit.recordAlone({ actor: 'agent', action: 'database-begun-anew', subject: folder })
    await record(audit, 'agent-started')
    return agent
  })
}

/** For one command of a person's, where no agent runs. */
export interface OpenedAlone {
  folder: string
  version: string
  /** As a second one is told who holds the folder: `mylzip renew`. */
  command: string
  /** Reads the key of the DNS server named at the last start; asked only where one was named. */
  dnsKey(server: KnownDnsServer): DnsUpdates | undefined
}

/**
 * The agent as it was started last, without anything that goes by itself, and leaving no trace in the log: what the
 * command does records itself. Refuses with NOTHING_SET_UP, DATA_FOLDER_UNREADABLE, DATABASE_LOST and
 * DATABASE_DAMAGED besides what the data folder refuses.
 */
export async function openAgentAlone({ folder, version, command, dnsKey }: OpenedAlone): Promise<Agent> {
  if (!['agent.db', 'restore.json'].some((name) => isThere(folder, name))) throw absent(databaseFile(folder))
  const taken = await takeDataLock({ folder, mode: commandHolder(command), now: systemClock.now(), pid: process.pid })
  return underLock(taken, async (lock) => {
    const database = await openExistingDatabase({ file: databaseFile(folder), now: systemClock.now() })
    const last = await lastStart(database.db)
    if (!last) {
      await database.close()
      throw new Refusal('NOTHING_SET_UP', { folder })
    }
    return wire(asStartedLast(last, { folder, version, dnsKey }), systemClock, database, lock, async () => undefined)
  })
}

/** Refuses with DATA_FOLDER_UNREADABLE where nobody here can tell: another user’s folder only looks empty. */
function isThere(folder: string, name: string): boolean {
  try {
    statSync(join(folder, name))
    return true
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false
    throw new Refusal('DATA_FOLDER_UNREADABLE', { folder, reason: systemErrorCode(error) ?? 'unknown' }, { cause: error })
  }
}

async function underLock(lock: DataLock, open: (lock: DataLock) => Promise<Agent>): Promise<Agent> {
  try {
    return await open(lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function wire(
  options: AgentOptions,
  clock: Clock,
  database: AgentDatabase,
  lock: DataLock,
  lastWords: (audit: AuditService) => Promise<unknown>,
): Promise<Agent> {
  const { folder } = options
  const base = await layFoundations(options, clock, database, Math.random)
  const { log } = base
  const cloud = connectCloud(base)
  const licence = prepareLicence(base, cloud)
  const policy = await preparePolicy(base, cloud)
  const authorities = connectAuthorities(base, cloud, policy)
  const proofs = prepareProofs(base, cloud)
  const places = await preparePlaces(base, cloud, policy.mayUseTarget)
  const consumers = prepareConsumers({ ...base, ...places })
  const askSlot = prepareSlots(base, cloud)
  const roomy = { assertRoom: () => assertRoom(folder) }
  const renewals = prepareRenewals({ ...base, ...cloud, ...authorities, ...proofs, ...places, ...roomy, askSlot, policy })
  policy.planBy(renewals.replan)
  const device = prepareDevice({ ...base, ...cloud, ...places, ...renewals, policy })
  const doctor = prepareDoctor({ ...base, ...cloud, ...authorities, ...proofs, ...places, ...consumers, ...device })
  const preflight = preparePreflight({ ...base, ...cloud, ...licence, ...authorities, ...proofs, ...places, policy })
  const adoption = prepareAdoption({ ...base, ...cloud, ...licence, ...authorities, ...proofs, ...places, ...renewals })
  const { tokens, tokenGate } = prepareTokens({ ...base, ...cloud, ...licence })
  const identity = prepareIdentity({ ...base, ...cloud, ...places, ...device })
  const { audit, outbox } = cloud
  const { lanAddresses, mainJob } = device

  const dueTasks = createDueTasks({ ...base, ...renewals, renewalHours: policy.renewalHours })
  const unwantedTasks = createUnwantedTasks({ ...base, ...cloud, ...places, ...consumers })
  const pruning = createPruning({ ...base, ...cloud, ...consumers })
  const scheduler = createScheduler({
    clock,
    timers: nodeTimers,
    log,
    tasks: async () => [
      ...mainJob.tasks(),
      ...(await renewals.pause.tasks()),
      // A copy does nothing in the other's name until it is known what becomes of it.
      ...(base.machine.isCopy() ? [] : await usualTasks()),
    ],
  })
  async function usualTasks() {
    return [
      ...(await dueTasks()),
      ...(await identity.keyTask()),
      ...renewals.keeper.tasks(),
      ...(await proofs.leftovers.tasks()),
      ...(await unwantedTasks()),
      ...pruning.tasks(),
      { ...licence.licenceTask, at: clock.now() },
      { ...policy.policyTask, at: clock.now() },
      { key: 'lan-addresses', at: clock.now(), run: () => lanAddresses.follow() },
    ]
  }
  cloud.whenIdentityChanges(() => {
    void policy.identityChanged().finally(() => {
      mainJob.soon()
      void scheduler.look()
    })
  })

  const services = offerServices({
    ...base,
    ...cloud,
    ...licence,
    ...authorities,
    ...places,
    ...consumers,
    ...renewals,
    ...device,
    ...adoption,
    ...proofs,
    doctor,
    preflight,
    lookAgain() {
      mainJob.soon()
      cloud.outbox.wake()
      void scheduler.look()
    },
    tokens,
    ofDevice: identity.ofDevice,
    policy,
  })
  const control = prepareControl({ ...base, ...cloud, ...renewals, services, policy })

  let current: Promise<unknown> = Promise.resolve()
  return {
    services,
    audit,
    sayRestored: renewals.afterRestore.record,
    openPage: async () => void (places.identity.now && (await device.device.openPage())),
    databaseSetAside: database.setAside,
    databaseMissing: database.wasMissing ? databaseFile(folder) : undefined,
    tokenGate,
    version: options.version,
    log,
    clock,
    powershell: base.powershell,
    async mainJob({ asked, keepGoing }) {
      try {
        const job = renewals.afterRestore.planAnew().then(() => mainJob.doNow(asked))
        current = job
        return await job
      } finally {
        if (keepGoing && !base.stopping()) {
          scheduler.start()
          control.start()
          identity.codeEnrolment.start()
        } else
          await proofs.leftovers.takeAwayAll().catch((error: unknown) => log.warn('what an earlier run left was not looked for', { error }))
        outbox.wake()
      }
    },
    tellCloud: () => Promise.race([outbox.settled(), setTimeout(telling, undefined, { ref: false })]),
    async stop() {
      base.stop()
      await lastWords(audit).catch((error: unknown) => log.warn('the end was not recorded', { error }))
      // A CA or a cloud that does not answer must not hold up the end: what is under way goes on at the next start.
      // The page goes last: a proof under way must not find it closed.
      const told = outbox.settled().then(outbox.stop)
      const ended = Promise.allSettled([current, scheduler.stop(), told, control.stop(), identity.codeEnrolment.stop()]).then(() =>
        places.page.close(),
      )
      await Promise.race([ended, setTimeout(patience)])
      void outbox.stop()
      base.ending.abort()
      await base.powershell?.close()
      await database.close()
      await log.close()
      await lock.release()
    },
  }
}
