import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import { accountRepository } from '#main/acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '#main/acme/accounts/accounts.service.ts'
import { sessionStorage } from '#main/acme/accounts/session-storage.ts'
import { createCertificateAuthority } from '#main/acme/certificate-authority.adapter.ts'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { createKeys } from '#main/acme/keys.adapter.ts'
import type { CertificateRow } from '#main/certificates/certificate.repository.ts'
import { createCertificateService } from '#main/certificates/certificate.service.ts'
import { createOrdering } from '#main/certificates/ordering.service.ts'
import { createRunReader } from '#main/certificates/run-reader.ts'
import { createServedHere } from '#main/certificates/served-here.ts'
import { createStandstills } from '#main/certificates/standstills.ts'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { prepareConsumers } from '#main/composition/consumer-parts.ts'
import { prepareTargets } from '#main/composition/target-parts.ts'
import type { UseReader } from '#main/consumers/named-use.port.ts'
import type { DeployTarget } from '#main/deploy-targets/target.port.ts'
import { createTargets } from '#main/deploying/targets.service.ts'
import { createLimits } from '#main/limits/limits.service.ts'
import { createTlsProbe } from '#main/monitoring/tls-probe.adapter.ts'
import { createProgramTurns } from '#main/renewals/program-turns.ts'
import { createRenewalService } from '#main/renewals/renewal.service.ts'
import { createRenewalPlans } from '#main/renewals/renewal-plan.service.ts'
import { createRunAnnouncements } from '#main/renewals/run-announcements.ts'
import { createRunEnd } from '#main/renewals/run-end.ts'
import { createAnnouncer } from '#main/state/announcer.ts'
import { createDirectoryStore } from '#main/stores/directory-store.adapter.ts'
import type { CertificateStore } from '#main/stores/store.port.ts'
import type { Clock } from '#main/system/clock.port.ts'
import { type AgentFoundations, openFoundations } from './agent-foundations.ts'
import { createSilentLog } from './silent-log.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface RenewalBenchOptions {
  /** In the order they are tried. */
  directories: [string, ...string[]]
  extraRootsPem: string
  solver: ChallengeSolver
  clock?: Clock
  /** None unless told. */
  targets?: DeployTarget[]
  /** True from the moment the agent stops: what is torn away then is not recorded. */
  stopping?: () => boolean
  stagingOf?: (directoryUrl: string) => string | undefined
  /** The programs of the machine, and what they use; none unless told. */
  readers?: UseReader[]
  limitsOf?: Parameters<typeof createLimits>[0]['limitsOf']
  /** A directory store in the bench's folder unless told. */
  makeStore?: (folder: string) => CertificateStore
}

/**
 * An agent's renewals in this process, on a database and a store of their own, with real authorities and no programs to
 * serve: what a run does at a CA can be asked step by step.
 */
export async function startRenewalBench(options: RenewalBenchOptions) {
  const folder = await temporaryFolder()
  let ahead = 0
  // It goes on while tests do: one that stood still would be minutes behind the authority's on a machine that is busy.
  const clock = options.clock ?? { now: () => Date.now() + ahead }
  const foundations = await openFoundations(folder.path, clock)
  return {
    ...wire(foundations, folder.path, options),
    foundations,
    folder: folder.path,
    later(ms: number) {
      ahead += ms
    },
    async stop() {
      await foundations.close()
      await folder.remove()
    },
  }
}

function wire(foundations: AgentFoundations, folder: string, options: RenewalBenchOptions) {
  const { audit, clock, db, secrets } = foundations
  const {
    directories,
    extraRootsPem,
    limitsOf,
    readers = [],
    makeStore,
    solver,
    stagingOf = () => undefined,
    stopping = () => false,
    targets = [],
  } = options
  const [directoryUrl, ...fallbacks] = directories
  const log = createSilentLog()
  const random = Math.random
  const keys = createKeys()
  const authorities = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    sessions: sessionStorage(db),
    log,
    connect: (identity) => createCertificateAuthority({ ...identity, extraRootsPem, userAgent: 'MyLZip-SSL-test/0', clock, random, log }),
  })
  /** What the licence and the organisation say of programs: everything may be given certificates, until a test says otherwise. */
  const rules: { licence: Refusal | undefined; forbidden: string[] } = { licence: undefined, forbidden: [] }
  const mayUse = ({ id }: { id: string }) => !rules.forbidden.includes(id.split(':')[0] ?? '')
  const servedHere = createServedHere(mayUse)
  const standstills = createStandstills({ clock, log, goesOn: true })
  const certificates = createCertificateService({ db, clock, standstills, servedHere })
  const runs = createRunReader(db, standstills, servedHere)
  const announcer = createAnnouncer()
  const announcements = createRunAnnouncements({ announcer, runs, certificates, standstills, log })
  const replan = createRenewalPlans({ db, clock, random, log, authorities })
  const store = makeStore?.(folder) ?? createDirectoryStore({ folder: join(folder, 'certificates') })
  let ending = new AbortController()
  const openPrograms = () => prepareTargets({ db, secrets, log, ending, powershell: undefined, options: { folder, mode: 'user' }, mayUse })
  let setUp = openPrograms()
  const targetsFor = async (certificate: CertificateRow, number: number) => [...targets, ...(await setUp.targetsFor(certificate, number))]
  const consumers = prepareConsumers({
    db,
    clock,
    log,
    store,
    powershell: undefined,
    targetsFor,
    options: { useReaders: () => readers },
  })
  const tools = {
    db,
    clock,
    secrets,
    keys,
    authorities,
    limits: createLimits({ clock, ...(limitsOf && { limitsOf }) }),
    stagingOf: async (directory: string) => stagingOf(directory),
    random,
    log,
    readIssued: readIssuedCertificate,
    solversFor: async () => solver,
    permitAccount: async () => undefined,
    assertRoom: async () => undefined,
    store,
    targetsFor,
    probe: createTlsProbe({ clock, extraRootsPem: [extraRootsPem] }),
    audit,
    announcements,
    turns: createProgramTurns(stopping),
    ...consumers,
  }
  const finish = createRunEnd({ ...tools, reports: { add: async () => undefined }, replan, stopping })
  const renewals = createRenewalService({ db, clock, newId: randomUUID, audit, announcements, finish, servedHere })
  const order = createOrdering({
    db,
    clock,
    newId: randomUUID,
    audit,
    store: tools.store,
    usual: { directories: async () => [directoryUrl], keyType: 'p-256' },
    startFirst: renewals.startFirst,
  })

  return {
    ...tools,
    rules,
    /** What runs for a program is ended, as by an agent that ends. */
    endPrograms: () => ending.abort(),
    /** As the next start has it: nothing is remembered but what was written down. */
    beginAnew() {
      ending = new AbortController()
      setUp = openPrograms()
    },
    programs: createTargets({
      ...tools,
      ...setUp,
      open: (row) => setUp.open(row),
      newId: randomUUID,
      mayUse: (kind) => mayUse({ id: kind }),
      refuseForbidden(kind) {
        if (!mayUse({ id: kind })) throw new Refusal('SET_BY_ORGANISATION', { what: 'targets', value: 'others', version: 1 })
      },
      async requireLicence() {
        if (rules.licence) throw rules.licence
      },
    }),
    announcer,
    replan,
    certificates,
    renewals,
    /** Orders and waits until the run has ended; answers the certificate's id. */
    async ordered(names: string[], choices: Partial<OrderInput> = {}): Promise<string> {
      const { certificateId, runId } = await order({ names, authorities: [directoryUrl, ...fallbacks], ...choices })
      await renewals.resume(runId)
      return certificateId
    },
    /** Renews and waits; answers the code it failed with. */
    async renewed(certificateId: string): Promise<string | undefined> {
      const { ended } = await renewals.start(certificateId, 'asked')
      return (await ended)?.code
    },
  }
}

export type RenewalBench = Awaited<ReturnType<typeof startRenewalBench>>
