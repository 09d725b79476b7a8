import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { accountRepository } from '#main/acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '#main/acme/accounts/accounts.service.ts'
import { sessionStorage } from '#main/acme/accounts/session-storage.ts'
import { createCertificateAuthority } from '#main/acme/certificate-authority.adapter.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import { createAudit } from '#main/audit/audit.service.ts'
import { type CertificateRow, proofOf } from '#main/certificates/certificate.repository.ts'
import { createOrdering } from '#main/certificates/ordering.service.ts'
import { createUnwantedTasks } from '#main/certificates/unwanted-in-store.ts'
import { createDnsLookups } from '#main/challenges/dns/dns-lookups.adapter.ts'
import { createLeftovers } from '#main/challenges/leftovers/leftovers.service.ts'
import { createSolvers } from '#main/challenges/solvers.service.ts'
import { prepareRenewals } from '#main/composition/renewal-parts.ts'
import { loadDeviceKey } from '#main/device/device-key.service.ts'
import { createStatusReports } from '#main/licensing/status-reports.ts'
import { createTlsProbe } from '#main/monitoring/tls-probe.adapter.ts'
import { createDueTasks } from '#main/renewals/due-tasks.ts'
import { createScheduler, type DueTask } from '#main/renewals/scheduler.ts'
import { createAnnouncer } from '#main/state/announcer.ts'
import { createDirectoryStore } from '#main/stores/directory-store.adapter.ts'
import type { Clock } from '#main/system/clock.port.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import type { Log } from '#main/system/log/log.port.ts'
import type { Random } from '#main/system/random.port.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import type { FleetAuthority } from './fleet-authority.ts'
import type { WakingTimers } from './waking-timers.ts'
import type { World } from './world.ts'

export interface FleetAgentNeeds {
  world: World
  authority: FleetAuthority
  folder: string
  clock: Clock
  timers: WakingTimers
  /** For what the agent draws, and apart from it for its talk with the authority, which is not the same each time. */
  random: Random
  randomOnTheWay: Random
  log: Log
  userAgent: string
  /** Whether the scheduler's looks are left out where the one before saw that there would be nothing to do. */
  leavesOutLooks: boolean
}

const keys = createKeys()
/** Names are proven by a web server, so the cloud is never asked. */
const noCloud = {} as CloudClient

/**
 * The agent that renews, from the product's own parts: database, audit log, accounts, limits, runs with all their steps, store
 * and scheduler. It has no cloud, no doors, and no programs of its own that would show the certificate.
 */
export async function openFleetAgent(needs: FleetAgentNeeds) {
  const { authority, clock, folder, log, random, randomOnTheWay, timers, userAgent, world } = needs
  const database = await openDatabase({ file: join(folder, 'agent.db'), now: clock.now() })
  const { db } = database
  const secrets = createKeyFileSecrets({ file: join(folder, 'secrets.key') })
  const deviceKey = await loadDeviceKey({ db, secrets })
  let stopped = false
  const audit = createAudit({ db, clock, deviceKey, cloudHeads: async () => undefined, onRecorded: () => undefined })
  const resolveName = async () => ['127.0.0.1']
  const { solversFor: solversOf } = createSolvers({
    cloud: noCloud,
    ownName: async () => undefined,
    dns: undefined,
    dnsServer: () => Promise.reject(new Error('names are proven by a web server here')),
    lookups: createDnsLookups({ resolveName }),
    resolveName,
    dnsPersist: false,
    clock,
    log,
    signal: new AbortController().signal,
    httpPort: authority.webPort,
  })
  const leftovers = createLeftovers({ db, clock, log, solversFor: solversOf })
  const store = createDirectoryStore({ folder: join(folder, 'certificates') })
  const authorities = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    sessions: sessionStorage(db),
    log,
    connect: (identity) =>
      createCertificateAuthority({
        ...identity,
        extraRootsPem: authority.rootPem,
        userAgent,
        clock,
        random: randomOnTheWay,
        pause: timers.pause,
        log,
      }),
  })
  const renewals = prepareRenewals({
    assertRoom: async () => undefined,
    db,
    clock,
    random,
    log,
    secrets,
    announcer: createAnnouncer(),
    stopping: () => stopped,
    audit,
    cloudHeads: async () => undefined,
    reports: createStatusReports({ clock }),
    keys,
    authorities,
    leftovers: { ...leftovers, takeAwayAll: () => world.working(leftovers.takeAwayAll) },
    solversFor: async (certificate: CertificateRow) => {
      const proof = proofOf(certificate)
      return (await solversOf(proof)).map((solver) => leftovers.remembering(certificate.id, proof, solver))
    },
    store,
    // No cloud publishes for these names: nobody is to be told.
    permitAccount: async () => undefined,
    targetsFor: async () => [],
    probe: createTlsProbe({ clock, extraRootsPem: [authority.rootPem] }),
  })
  const order = createOrdering({
    db,
    clock,
    newId: randomUUID,
    audit,
    store,
    usual: { directories: async () => [authority.directoryUrl], keyType: 'p-256' },
    startFirst: renewals.renewals.startFirst,
  })

  const dueTasks = createDueTasks({ db, clock, ...renewals })
  const unwantedTasks = createUnwantedTasks({ audit, db, clock, log, store, uses: { named: async () => new Map() } })
  let quietUntil: Instant = 0
  const counted = (task: DueTask): DueTask => ({ ...task, run: () => world.working(task.run) })
  const scheduler = createScheduler({
    clock,
    timers: timers.looks(() => (needs.leavesOutLooks ? quietUntil : 0)),
    log,
    tasks: () =>
      world.working(async () => {
        const tasks = [...(await dueTasks()), ...(await leftovers.tasks()), ...(await unwantedTasks())]
        quietUntil = Math.min(...tasks.map(({ at }) => at))
        return tasks.map(counted)
      }),
  })

  return {
    db,
    audit,
    store,
    start: scheduler.start,
    /** As a person does who sets the machine up; ends with the run. */
    async order(name: string, profile: string): Promise<void> {
      const { runId } = await order({ names: [name], profile, proof: { via: 'http-webroot', folder: authority.webroot(name) } })
      await renewals.renewals.resume(runId)
    },
    /** The process ends, in the middle of whatever waits. */
    async kill(): Promise<void> {
      stopped = true
      void scheduler.stop()
      timers.end()
      await database.close()
    },
  }
}

export type FleetAgent = Awaited<ReturnType<typeof openFleetAgent>>
