import { createDnsLookups, type DnsLookupNeeds } from '#main/challenges/dns/dns-lookups.adapter.ts'
import { createCloudDns01 } from '#main/challenges/dns-01-cloud.adapter.ts'
import { dnsAnswer } from '#main/challenges/dns-answer.ts'
import { taskFor } from '../challenge-tasks.ts'
import { startCloudAlone } from '../cloud.ts'
import { dig, digMissing } from '../dig.ts'
import { isThere } from '../dns-servers/dns-server.ts'
import { knot } from '../dns-servers/knot.ts'
import { updateKeys } from '../dns-servers/update-keys.ts'
import { solverAt } from '../rfc2136.ts'
import type { SolverKind } from './staged-solver.ts'

const noDig = digMissing ? ' (skipped: dig is not installed)' : ''

/** TXT values as dig, which is not ours, sees them. */
export async function texts(port: number, name: string): Promise<string[]> {
  const { answers } = await dig(port, name, 'TXT')
  return answers.flatMap((line) => (line.includes(' TXT ') ? [line.slice(line.indexOf('"')).replaceAll('"', '')] : []))
}

/** As the agent has them, with one DNS server of 127.0.0.1 in place of the world's. */
export function lookupsAt(port: number, more: Partial<DnsLookupNeeds> = {}) {
  return createDnsLookups({ resolver: { address: '127.0.0.1', port }, resolveName: async () => [], patience: 3_000, ...more })
}

const wildcardToo = (name: string) => [taskFor(name, 'token-1'), taskFor(name, 'token-2', { wildcard: true })] as const

export const dns01Cloud: SolverKind = {
  title: 'dns-01 by the cloud',
  missing: noDig,
  async stage() {
    const cloud = await startCloudAlone({ nameservers: [{ name: 'ns1.myl.test', addresses: ['127.0.0.1'] }] })
    const { api, enrolled } = await cloud.newDevice()
    const at = `_acme-challenge.${enrolled.name}`
    return {
      solver: createCloudDns01({ cloud: api, seenEverywhere: lookupsAt(cloud.dnsPort).seenEverywhere }),
      tasks: wildcardToo(enrolled.name),
      sees: async ({ keyAuthorization }) => (await texts(cloud.dnsPort, at)).includes(dnsAnswer(keyAuthorization)),
      isClean: async () => (await texts(cloud.dnsPort, at)).length === 0,
      stop: cloud.close,
    }
  },
}

export const dns01Rfc2136: SolverKind = {
  title: 'dns-01 in a customer’s own DNS server',
  missing: noDig || (isThere(knot) ? '' : ` (skipped: ${knot.needs})`),
  async stage() {
    const keys = updateKeys()
    const server = await knot.start({ zones: [{ name: 'customer.test' }], allowed: [keys.sha256], other: keys.other })
    const at = '_acme-challenge.a.customer.test'
    return {
      solver: solverAt(server, keys.sha256),
      tasks: wildcardToo('a.customer.test'),
      sees: async ({ keyAuthorization }) => (await texts(server.port, at)).includes(dnsAnswer(keyAuthorization)),
      isClean: async () => (await texts(server.port, at)).length === 0,
      stop: server.stop,
    }
  },
}
