import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TakeOverInput } from '@mylzip/shared/operations/adoption.ts'
import { accountRepository } from '#main/acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '#main/acme/accounts/accounts.service.ts'
import { sessionStorage } from '#main/acme/accounts/session-storage.ts'
import { createCertificateAuthority } from '#main/acme/certificate-authority.adapter.ts'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import { createManagedAs } from '#main/adoption/managed-as.ts'
import type { Place } from '#main/adoption/places.policy.ts'
import { createReaders } from '#main/adoption/readers.ts'
import { createScan } from '#main/adoption/scan.service.ts'
import { createTakeOver } from '#main/adoption/take-over.service.ts'
import { knownDirectories } from '#main/authorities/known-directories.ts'
import { createStagingOf } from '#main/authorities/staging.ts'
import { createCertificateService } from '#main/certificates/certificate.service.ts'
import { createRunReader } from '#main/certificates/run-reader.ts'
import { createStandstills } from '#main/certificates/standstills.ts'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { createDnsServers } from '#main/challenges/dns-servers/dns-servers.service.ts'
import { createStatusReports } from '#main/licensing/status-reports.ts'
import { createLimits } from '#main/limits/limits.service.ts'
import { createTlsProbe } from '#main/monitoring/tls-probe.adapter.ts'
import { createDueTasks } from '#main/renewals/due-tasks.ts'
import { createKeeper } from '#main/renewals/keeper.service.ts'
import { createProgramTurns } from '#main/renewals/program-turns.ts'
import { createRenewalService } from '#main/renewals/renewal.service.ts'
import { createRenewalPlans } from '#main/renewals/renewal-plan.service.ts'
import { createRunAnnouncements } from '#main/renewals/run-announcements.ts'
import { createRunEnd } from '#main/renewals/run-end.ts'
import { createAnnouncer } from '#main/state/announcer.ts'
import { createDirectoryStore } from '#main/stores/directory-store.adapter.ts'
import { openFoundations } from '../agent-foundations.ts'
import { createSilentLog } from '../silent-log.ts'
import { temporaryFolder } from '../temporary-folder.ts'

export interface AdoptingAgentOptions {
  /** The agent's own authority. */
  directoryUrl?: string
  /** Those that a person chose to use, in their order. */
  order?: string[]
  rootPem?: string
  solver?: ChallengeSolver
  usualPlaces?: Place[]
}

const noSolver: ChallengeSolver = { type: 'dns-01', publish: async () => undefined, remove: async () => undefined }

/** The parts of an agent that adoption and the renewal afterwards go through, in a folder of their own. */
export async function startAdoptingAgent(options: AdoptingAgentOptions = {}) {
  const { directoryUrl = 'https://ca.example/dir', order = [], rootPem, solver = noSolver, usualPlaces = [] } = options
  const [first, ...others] = order
  const folder = await temporaryFolder()
  const base = await openFoundations(folder.path)
  const { audit, clock, db, secrets } = base
  const [log, random, keys] = [createSilentLog(), Math.random, createKeys()]
  const store = createDirectoryStore({ folder: join(folder.path, 'certificates') })
  const authorities = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    sessions: sessionStorage(db),
    log,
    connect: (identity) => createCertificateAuthority({ ...identity, extraRootsPem: rootPem, userAgent: 'test/1', clock, random, log }),
  })
  const replan = createRenewalPlans({ db, clock, random, log, authorities })
  const standstills = createStandstills({ clock, log, goesOn: true })
  const certificates = createCertificateService({ db, clock, standstills })
  const runs = createRunReader(db, standstills)
  const announcements = createRunAnnouncements({ announcer: createAnnouncer(), runs, certificates, standstills, log })
  const limits = createLimits({ clock })
  const tools = {
    ...base,
    limits,
    stagingOf: createStagingOf(db),
    keys,
    store,
    solversFor: async () => solver,
    permitAccount: async () => undefined,
    assertRoom: async () => undefined,
    random,
    log,
    authorities,
    audit,
    announcements,
    replan,
    targetsFor: async () => [],
    turns: createProgramTurns(() => false),
  }
  const probe = createTlsProbe({ clock, extraRootsPem: [] })
  const finish = createRunEnd({
    ...tools,
    readIssued: readIssuedCertificate,
    probe,
    reports: createStatusReports({ clock }),
    stopping: () => false,
  })
  const renewals = createRenewalService({ db, clock, newId: randomUUID, audit, announcements, finish })
  const keeper = createKeeper({ ...tools, probe, isBusy: renewals.isBusy, stopping: () => false })
  const shared = { readIssued: readIssuedCertificate }
  const readers = async () => createReaders([...order, ...(await knownDirectories(db, directoryUrl))])
  let planned: Promise<unknown> = Promise.resolve()
  return {
    db,
    authorities,
    store,
    secrets,
    audit,
    certificates,
    recorded: base.recorded,
    scan: async (folders?: string[]) =>
      createScan({ ...shared, readers: await readers(), usualPlaces, managedAs: createManagedAs(db) })(folders),
    takeOver: async (input: TakeOverInput) =>
      createTakeOver({
        ...tools,
        ...shared,
        readers: await readers(),
        newId: randomUUID,
        usualDirectories: async () => (first === undefined ? [directoryUrl] : [first, ...others]),
        forgetAccount: authorities.forget,
        mayManage: async () => undefined,
        dnsServers: createDnsServers({ db, clock, secrets, audit }),
        follow: (id) => {
          // Without an authority there is nobody to ask, and tests ask nobody else.
          if (rootPem !== undefined) planned = replan(id)
        },
      })(input),
    /** Resolves when what follows a take-over is done. */
    planned: () => planned,
    /** What the scheduler would do now or later. */
    dueTasks: createDueTasks({ announcements, db, clock, keeper, renewals, replan }),
    /** Renews now; answers what it failed with. */
    async renew(certificateId: string): Promise<Refusal | undefined> {
      return (await renewals.start(certificateId, 'asked')).ended
    },
    async stop() {
      await planned.catch(() => undefined)
      await base.close()
      await folder.remove()
    },
  }
}

export type AdoptingAgent = Awaited<ReturnType<typeof startAdoptingAgent>>
