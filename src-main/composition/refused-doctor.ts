import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { automaticProof } from '@mylzip/shared/domain/proof-methods.ts'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DoctorQuestion, DoctorReport } from '@mylzip/shared/operations/doctor.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import { outwardAddresses } from '../doctor/addresses.policy.ts'
import type { Check } from '../doctor/check.port.ts'
import { checkAuthority } from '../doctor/checks/authority.check.ts'
import { checkKeyFile } from '../doctor/checks/key-file.check.ts'
import { checkNetwork } from '../doctor/checks/network.check.ts'
import { checkRefusedDatabase } from '../doctor/checks/refused-database.check.ts'
import { askServer } from '../doctor/dns/ask-server.adapter.ts'
import { systemResolver } from '../doctor/dns/resolver.adapter.ts'
import { createDoctor } from '../doctor/doctor.service.ts'
import { folderChecks } from '../doctor/folder-checks.ts'
import { quickCheckOf } from '../doctor/machine/database-health.repository.ts'
import { systemRoute } from '../doctor/machine/route.adapter.ts'
import { nameChecks } from '../doctor/name-checks.ts'
import { networkChecks } from '../doctor/network-checks.ts'
import type { KnownCertificate } from '../doctor/patient.ts'
import { plannedNames } from '../doctor/planned.policy.ts'
import type { Surroundings } from '../doctor/surroundings.port.ts'
import { createWays } from '../doctor/way/ways.adapter.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { createFileLog } from '../system/log/file-log.adapter.ts'
import { proxyEnvironmentOf } from '../system/network/proxy-in-use.ts'
import { nodeTimers } from '../system/node-timers.adapter.ts'
import { type KnownSetup, knownSetup } from './known-setup.repository.ts'

export interface RefusedAgent {
  folder: string
  version: string
  /** Why the agent could not be opened. */
  refusal: Refusal
  question: DoctorQuestion
}

/**
 * What can be looked at without the agent, which does not open because of its database or its keys. What it is set up with is
 * taken from the database all the same, as far as that can be read: authorities, roots, names.
 */
export async function examineRefusedAgent({ folder, version, refusal, question }: RefusedAgent): Promise<DoctorReport> {
  const clock = systemClock
  const database = join(folder, 'agent.db')
  const setup = await knownSetup(database)
  const start = setup.lastStart
  const environment = proxyEnvironmentOf(setup.proxy, process.env)
  const extraRootsPem = [start?.extraRootsPem ?? '', ...setup.roots].join('\n').trim() || undefined
  const ways = createWays({ resolver: systemResolver, environment, extraRootsPem, userAgent: `MyLZip-SSL/${version}`, clock })
  const interfaces = systemNetwork.addresses
  const around = {
    interfaces,
    route: systemRoute,
    resolver: systemResolver,
    askServer,
    ways,
    environment,
    proxyUse: setup.proxy.use,
    clock,
  }
  const keyFile = join(folder, 'secrets.key')
  const wrong = { code: refusal.code, data: refusal.data }
  const checks = [
    checkRefusedDatabase(database, refusal.code.startsWith('DATABASE_') ? wrong : undefined, () => quickCheckOf(database)),
    checkKeyFile(
      keyFile,
      ['SECRET_UNREADABLE', 'KEYS_NEED_DESKTOP'].includes(refusal.code) ? wrong : undefined,
      async () => (await stat(keyFile)).size,
    ),
    ...folderChecks(folder),
    ...farChecks(around, setup, question),
  ]
  const addresses = outwardAddresses(interfaces()).map(({ address }) => address)
  const log = createFileLog({ folder: join(folder, 'log'), clock })
  try {
    const examine = async () => ({ checks, failures: [], dependents: [], addresses })
    return await createDoctor({ clock, timers: nodeTimers, elapsed: () => performance.now(), log, examine }).report({ names: [] })
  } finally {
    await log.close()
  }
}

/** These ask the cloud as this device, with a key that cannot be read now. */
const needTheDevice = new Set(['cloud', 'delegation', 'own-name'])

/** The way to everything outside, and what the DNS says of the names: those that were asked about, and those that are managed. */
function farChecks(around: Surroundings, setup: KnownSetup, { names, directory }: DoctorQuestion): Check[] {
  const start = setup.lastStart
  const usual = [...setup.directories, ...(start ? [start.directoryUrl] : [])]
  const planned = { names: plannedNames(names), directories: [directory ?? usual[0] ?? []].flat(), proof: automaticProof }
  const certificates: KnownCertificate[] = [...(names.length > 0 ? [planned] : []), ...setup.certificates].map((known) => ({
    ...known,
    row: undefined,
    version: undefined,
    sight: undefined,
  }))
  const directories = [
    ...new Set([...(directory === undefined ? [] : [directory]), ...usual, ...certificates.flatMap((each) => each.directories)]),
  ]
  const dns = start?.dns ? { ...start.dns, zone: start.dns.zone ?? undefined } : undefined
  const network = start
    ? networkChecks(around, {
        cloudUrl: start.cloudUrl,
        directories,
        dnsHosts: dns ? [dns.host] : [],
        asDevice: async () => undefined,
        clockJumped: () => 0,
      })
    : [checkNetwork(around, false), ...directories.map((each) => checkAuthority(around, each))]
  const ofNames = nameChecks(around, {
    certificates,
    accounts: [],
    device: { name: undefined, published: [] },
    dns,
    practice: start?.practice ?? false,
    builtInDns: start?.resolver ?? undefined,
    // Never asked: its check is left out.
    delegation: () => Promise.reject(new Error('the cloud is not asked')),
  })
  // A name that was asked about and is managed as well is looked at once.
  const byId = new Map([...network, ...ofNames].filter(({ kind }) => !needTheDevice.has(kind)).map((check) => [check.id, check]))
  return [...byId.values()]
}
