import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import type { SoaData } from 'dns-packet'
import { keysBelow, nameKey } from '../names.policy.ts'

export interface Nameserver {
  /** e.g. `ns1.myl.test`. */
  name: string
  /** Answered as A and AAAA when the name lies in the zone. */
  addresses: readonly string[]
}

/** A CAA record's value is that of its tag `issue`. */
export type ZoneRecord =
  | { type: 'A' | 'AAAA' | 'CAA' | 'NS' | 'TXT'; value: string; ttl: number }
  | { type: 'SOA'; value: SoaData; ttl: number }

export interface Zone {
  name: string
  key: string
  soa(now: Instant): ZoneRecord
  /** What the zone itself holds at a name: its SOA and NS, and its name servers' addresses. */
  ownRecords(key: string, now: Instant): ZoneRecord[]
  /** Whether the name is the zone's, or has something of the zone's own below it. */
  ownsOrLeadsTo(key: string): boolean
}

const ttl = 3_600
/**
 * Seconds a resolver may believe that there is nothing (RFC 2308 §5). A challenge is asked for right after it was
 * published: who asked a moment too early must not go on hearing "no".
 */
const negativeTtl = 5

export function createZone(zone: string, nameservers: readonly [Nameserver, ...Nameserver[]]): Zone {
  const key = nameKey(zone)
  const inZone = nameservers.filter(({ name }) => isWithin(nameKey(name), key))
  const addressesByKey = new Map(inZone.map(({ name, addresses }) => [nameKey(name), addresses.map(addressRecord)]))

  const soa = (now: Instant): ZoneRecord => ({
    type: 'SOA',
    ttl: negativeTtl,
    // Nothing transfers this zone, so the serial only has to grow, and be the same at all instances.
    value: {
      mname: nameservers[0].name,
      rname: `hostmaster.${zone}`,
      serial: Math.floor(now / minute) * (minute / second),
      refresh: 3_600,
      retry: 600,
      expire: 604_800,
      minimum: negativeTtl,
    },
  })

  return {
    name: zone,
    key,
    soa,
    ownRecords(asked, now) {
      const addresses = addressesByKey.get(asked) ?? []
      if (asked !== key) return addresses
      return [soa(now), ...nameservers.map(({ name }): ZoneRecord => ({ type: 'NS', value: name, ttl })), ...addresses]
    },
    ownsOrLeadsTo: (asked) =>
      asked === key || [...addressesByKey.keys()].some((own) => own === asked || own.startsWith(keysBelow(asked).from)),
  }
}

/** Keys: see names.policy.ts. */
export function isWithin(key: string, zoneKey: string): boolean {
  return key === zoneKey || key.startsWith(keysBelow(zoneKey).from)
}

function addressRecord(value: string): ZoneRecord {
  return { type: value.includes(':') ? 'AAAA' : 'A', value, ttl }
}
