import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { defaultKeyType, type KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { About } from '@mylzip/shared/operations/values.ts'
import { accountRepository } from './acme/accounts/account.repository.ts'
import { createAcmeAccounts } from './acme/accounts/accounts.service.ts'
import { createCertificateAuthority } from './acme/certificate-authority.adapter.ts'
import { readIssuedCertificate } from './acme/issued-certificate.ts'
import { createKeys } from './acme/keys.adapter.ts'
import { createAudit } from './audit/audit.service.ts'
import { createCertificateService } from './certificates/certificate.service.ts'
import { createDeviceCertificate } from './certificates/device-certificate.ts'
import { createRunReader } from './certificates/run-reader.ts'
import { createCloudDns01 } from './challenges/dns-01-cloud.adapter.ts'
import { createRfc2136Dns01, type DnsUpdates } from './challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { createDevicePage } from './deploy-targets/device-page/device-page.adapter.ts'
import { createAssertions } from './device/assertions.ts'
import { createDeviceService } from './device/device.service.ts'
import { devicePageSetting, lanAddressesStorage } from './device/device.settings.ts'
import { loadDeviceKey } from './device/device-key.service.ts'
import { createEnrolment } from './device/enrolment.service.ts'
import { systemNetwork } from './device/lan-addresses.adapter.ts'
import { createLanAddresses } from './device/lan-addresses.service.ts'
import type { AgentServices } from './doors/agent-services.port.ts'
import { createCloudClient } from './licensing/cloud.adapter.ts'
import { createOutbox } from './licensing/outbox.job.ts'
import { createStatusReports } from './licensing/status-reports.ts'
import { createTlsProbe } from './monitoring/tls-probe.adapter.ts'
import { createDueTasks } from './renewals/due-tasks.ts'
import { createMainJob, type MainJobOutcome } from './renewals/main-job.service.ts'
import { createRenewalService } from './renewals/renewal.service.ts'
import { createRenewalPlans } from './renewals/renewal-plan.service.ts'
import { createRunAnnouncements } from './renewals/run-announcements.ts'
import { createRunEnd } from './renewals/run-end.ts'
import { createScheduler } from './renewals/scheduler.ts'
import { createServeAgain } from './renewals/serve-again.ts'
import { createAnnouncer } from './state/announcer.ts'
import { createSnapshots } from './state/snapshot.service.ts'
import { watchState } from './state/watch.ts'
import { createDirectoryStore } from './stores/directory-store.adapter.ts'
import { systemClock } from './system/clock.adapter.ts'
import type { Clock } from './system/clock.port.ts'
import { type AgentDatabase, openDatabase } from './system/database/database.adapter.ts'
import { type DataLock, takeDataLock } from './system/lock/data-lock.adapter.ts'
import { createFileLog } from './system/log/file-log.adapter.ts'
import type { Log } from './system/log/log.port.ts'
import { nodeTimers } from './system/node-timers.adapter.ts'
import { createKeyFileSecrets } from './system/secrets/key-file-secrets.adapter.ts'
import { settingsRepository } from './system/settings.repository.ts'

export interface AgentOptions {
  /** The agent's data folder; nobody else may use it at the same time. */
  folder: string
  mode: About['mode']
  version: string
  cloudUrl: string
  directoryUrl: string
  /** PEM of roots to trust beside the system's, for the CA's own connection and for the proof of service. */
  extraRootsPem: string | undefined
  enrolmentToken: string | undefined
  keyType: KeyType | undefined
  /** The customer's own DNS server to prove names in, or undefined: the cloud's. */
  dns: DnsUpdates | undefined
  practice: boolean
}

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
  const { cloudUrl, directoryUrl, extraRootsPem, folder, mode, practice, version } = options
  const { db } = database
  const userAgent = `MyLZip-SSL/${version}`
  const random = Math.random

  // What everything else stands on.
  const log = createFileLog({ folder: join(folder, 'log'), clock })
  const secrets = createKeyFileSecrets({ file: join(folder, 'secrets.key') })
  const deviceKey = await loadDeviceKey({ db, secrets })
  const announcer = createAnnouncer()
  const ending = new AbortController()
  let stopping = false

  // The cloud, and what it is told.
  const cloud = createCloudClient({
    url: cloudUrl,
    getAssertion: createAssertions({ db, deviceKey }),
    clock,
    random,
    userAgent,
    extraRootsPem,
    signal: ending.signal,
  })
  const outbox = createOutbox({ db, cloud, timers: nodeTimers, random, log })
  const reports = createStatusReports({ clock })
  const audit = createAudit({
    db,
    clock,
    deviceKey,
    cloudHeads: () =>
      cloud.devices.auditHeads().then(
        ({ heads }) => heads,
        () => undefined,
      ),
    onRecorded(activity) {
      announcer.announce({ type: 'activity', activity })
      outbox.wake()
    },
  })
  const enrolment = createEnrolment({ db, clock, deviceKey, audit, cloud, cloudUrl })

  // The certificate authority.
  const keys = createKeys()
  const authorities = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    connect: (identity) => createCertificateAuthority({ ...identity, extraRootsPem, userAgent, clock, random, log }),
  })

  // Where certificates go, and who shows them.
  const store = createDirectoryStore({ folder: join(folder, 'certificates') })
  let identity = await enrolment.current()
  const page = createDevicePage({
    preferredPort: (await settingsRepository(db).get(devicePageSetting)).port ?? undefined,
    facts: () => ({ name: identity?.name ?? '', team: identity?.team ?? '', practice }),
    clock,
  })
  const probe = createTlsProbe({ clock, extraRootsPem: extraRootsPem === undefined ? [] : [extraRootsPem] })

  // What is known of certificates and runs, and who is told of it.
  const certificates = createCertificateService({ db, clock })
  const runs = createRunReader(db)
  const announcements = createRunAnnouncements(announcer, runs, certificates)

  // Renewals.
  const replan = createRenewalPlans({ db, clock, random, log, authorities })
  const tools = {
    db,
    clock,
    secrets,
    keys,
    readIssued: readIssuedCertificate,
    solver: options.dns
      ? createRfc2136Dns01({ server: options.dns, clock, resolve: systemNetwork.resolve, log, signal: ending.signal })
      : createCloudDns01(cloud),
    store,
    targets: [page],
    probe,
  }
  const finish = createRunEnd({
    ...tools,
    authorities,
    audit,
    announcements,
    random,
    log,
    reports,
    replan,
    stopping: () => stopping,
  })
  const renewals = createRenewalService({ db, clock, newId: randomUUID, audit, announcements, finish })

  // This device.
  const lanAddresses = createLanAddresses({
    cloud,
    network: systemNetwork,
    storage: lanAddressesStorage(db),
    identity: enrolment.current,
    clock,
    log,
    changed: () => void device.announced().catch((error: unknown) => log.warn('a change of addresses was not announced', { error })),
  })
  const device = createDeviceService({ db, audit, announcer, lanAddresses, page })
  const ensureCertificate = createDeviceCertificate({ db, clock, newId: randomUUID, defaultKeyType })

  // What happens at the start, and by itself from then on.
  async function enrol(anew: boolean): Promise<string> {
    identity = await enrolment.ensure({ token: options.enrolmentToken, anew })
    await device.announced()
    return identity.name
  }
  const mainJob = createMainJob({
    db,
    clock,
    random,
    log,
    enrol: () => enrol(false),
    enrolAnew: () => enrol(true),
    ensureCertificate: (name) => ensureCertificate({ name, directoryUrl, keyType: options.keyType }),
    openDevicePage: device.openPage,
    serveAgain: createServeAgain({ ...tools, log, isBusy: renewals.isBusy, stopping: () => stopping }),
    renewals,
  })
  const dueTasks = createDueTasks({ db, clock, renewals, replan })
  const scheduler = createScheduler({
    clock,
    timers: nodeTimers,
    log,
    tasks: async () => [
      ...(await dueTasks()),
      ...mainJob.tasks(),
      { key: 'lan-addresses', at: clock.now(), run: () => lanAddresses.follow() },
    ],
  })

  // What the log has to say of this start.
  if (database.setAside)
    await audit.recordAlone({ actor: 'agent', action: 'database-set-aside', subject: folder, detail: { kept: database.setAside } })
  if (database.wasMissing) await audit.recordAlone({ actor: 'agent', action: 'database-begun-anew', subject: folder })
  await audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: mode, detail: { version } })

  // What callers reach.
  const about: About = { version, mode, dataFolder: folder, directory: directoryUrl, practice }
  const snapshot = createSnapshots({ about, device: device.find, certificates, runs, audit })
  const services: AgentServices = {
    state: { get: snapshot, watch: (signal) => watchState(announcer, snapshot, signal) },
    certificates,
    renewals: {
      renewNow: async (certificateId) => {
        const { runId, joined } = await renewals.start(certificateId, 'asked', 'person')
        return { runId, joined }
      },
      get: runs.get,
    },
    device,
    audit,
  }

  let current: Promise<unknown> = Promise.resolve()
  return {
    services,
    databaseSetAside: database.setAside,
    databaseMissing: database.wasMissing ? databaseFile(folder) : undefined,
    log,
    clock,
    async mainJob({ asked, keepGoing }) {
      try {
        const job = mainJob.doNow(asked)
        current = job
        return await job
      } finally {
        if (keepGoing && !stopping) scheduler.start()
        outbox.wake()
      }
    },
    async stop() {
      stopping = true
      await audit
        .recordAlone({ actor: 'agent', action: 'agent-stopped', subject: mode })
        .catch((error: unknown) => log.warn('the end was not recorded', { error }))
      // A CA or a cloud that does not answer must not hold up the end: what is under way goes on at the next start.
      // The page goes last: a proof under way must not find it closed.
      const ended = Promise.allSettled([current, scheduler.stop(), outbox.stop()]).then(() => page.close())
      await Promise.race([ended, setTimeout(patience)])
      ending.abort()
      await database.close()
      await log.close()
      await lock.release()
    },
  }
}
