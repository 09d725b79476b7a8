import { randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { DnsUpdateServer } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { ChallengeSolver } from '../challenge.port.ts'
import { createConversation, type DnsServer } from '../dns/conversation.ts'
import { systemDns } from '../dns/dns-transport.adapter.ts'
import { createEverywhere } from '../dns/everywhere.service.ts'
import { createNameServers } from '../dns/name-servers.service.ts'
import { createQuestions } from '../dns/questions.ts'
import { createZones } from '../dns/zones.service.ts'
import { dnsAnswer } from '../dns-answer.ts'
import type { TxtChange } from './update-message.policy.ts'
import { createUpdates } from './updates.ts'

export interface DnsUpdates extends Pick<DnsUpdateServer, 'host' | 'port' | 'zone'> {
  key: TsigKey
}

export interface Rfc2136Needs {
  server: DnsUpdates
  clock: Clock
  /** The system's own resolver: every address of a name, empty when it knows none. */
  resolve(name: string): Promise<string[]>
  log?: Log
  /** Ends waiting for secondaries. */
  signal?: AbortSignal
  /** ms that the zone's other servers have to show the record. */
  patience?: number
  /** Where the zone's other servers listen. */
  otherServersPort?: number
}

/** ms for the addresses of the zone’s other servers: the one that took the update is known. */
const longestSearch = 10 * second

/** Changes of TXT records in a customer's own zone. Both refuse with the DNS_… codes. */
export interface Rfc2136Texts {
  /** Answers once every server of the zone that can be asked shows the record. */
  add(name: string, value: string): Promise<void>
  remove(name: string, value: string): Promise<void>
}

/** Dynamic updates (RFC 2136) signed with TSIG (RFC 8945), straight to a customer's server. */
export function createRfc2136Texts({
  server,
  clock,
  resolve,
  log,
  signal,
  patience = 2 * minute,
  otherServersPort = 53,
}: Rfc2136Needs): Rfc2136Texts {
  const { host, port, key } = server
  const converse = createConversation({ transport: systemDns, newId: () => randomInt(65_536) })
  const ask = createQuestions(converse)
  const change = createUpdates({ converse, key, clock })
  const zoneOf = createZones({ ask, zone: server.zone })
  const nameServers = createNameServers({ ask, resolve, port: otherServersPort })
  const shownEverywhere = createEverywhere({
    ask,
    patience,
    elapsed: () => performance.now(),
    pause: (ms) => setTimeout(ms, undefined, { signal }),
    log,
  })

  async function given(): Promise<DnsServer> {
    const addresses = isIP(host) ? [host] : await resolve(host)
    return { label: isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`, places: addresses.map((address) => ({ address, port })) }
  }

  async function apply(kind: TxtChange['kind'], name: string, value: string) {
    const at = await given()
    const zone = await zoneOf(at, name)
    await change(at, { kind, zone, name, value })
    return { at, zone, name, value }
  }

  return {
    async add(name, value) {
      const { at, ...text } = await apply('add', name, value)
      await shownEverywhere(await nameServers(at, text.zone, AbortSignal.timeout(longestSearch)), text)
    },
    async remove(name, value) {
      await apply('remove', name, value)
    },
  }
}

/** dns-01 in a customer's own zone. */
export function createRfc2136Dns01(needs: Rfc2136Needs): ChallengeSolver {
  const texts = createRfc2136Texts(needs)
  return {
    type: 'dns-01',
    publish: (task) => texts.add(challengeName(task.name), dnsAnswer(task.keyAuthorization)),
    remove: (task) => texts.remove(challengeName(task.name), dnsAnswer(task.keyAuthorization)),
  }
}
