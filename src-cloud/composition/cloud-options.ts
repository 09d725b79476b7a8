import type { Kysely } from 'kysely'
import type { AskedAuthority } from '../modules/acme/acme-http.adapter.ts'
import type { UpdatedZone } from '../modules/dns/places/updated-server.adapter.ts'
import type { Nameserver } from '../modules/dns/responder/zone.policy.ts'
import type { Mailer } from '../modules/mail/mailer.port.ts'
import type { Quota } from '../modules/quota/quotas.policy.ts'
import type { Clock } from '../plugins/clock.port.ts'
import type { Listen } from '../plugins/database/listen.ts'
import type { CloudTables } from '../plugins/database/schema.ts'
import type { SharedCounter } from '../plugins/limits/shared-counter.port.ts'
import type { Log } from '../plugins/log.port.ts'
import type { Random } from '../plugins/random.port.ts'
import type { RateLimits } from '../plugins/rate-limits.ts'
import type { MasterKey } from '../plugins/sealing.ts'
import type { SigningKey } from '../plugins/signing-key.ts'
import type { Pages } from '../web/page/pages.ts'

export interface CloudOptions {
  /** Migrated already (plugins/database/migrate.ts). The caller closes it after the cloud. */
  db: Kysely<CloudTables>
  /** How instances call to each other, by the same database. */
  listen: Listen
  clock: Clock
  random: Random
  log: Log
  /** The zone that devices' names usually end in, e.g. `myl.test`. */
  zone: string
  /** More of them, which a device may ask for: for networks that reach no name of the usual one. */
  moreZones?: readonly string[]
  /** Zones that other name servers answer for too, or alone: they are told of each change. */
  updatedZones?: readonly UpdatedZone[]
  /** Whom customers' CNAMEs are looked up with: addresses, with a port where it is not 53. Default: this machine's own. */
  resolvers?: readonly string[]
  /** Where callers reach this cloud, e.g. `https://cloud.myl.zip`, without a trailing slash: issuer and audience of tokens. */
  publicUrl: string
  /** Ed25519 keys of access tokens: the first signs, all verify, so that a key is rotated without a token being lost. */
  signingKeys: readonly [SigningKey, ...SigningKey[]]
  /** Ed25519 keys of licence documents, in the same order. Default: those of access tokens. */
  licenceKeys?: readonly [SigningKey, ...SigningKey[]] | undefined
  /** What secrets in the database are sealed with: the first seals, all open. */
  masterKeys: readonly [MasterKey, ...MasterKey[]]
  /** Takes the mails that the cloud sends. The caller closes it after the cloud. */
  mailer: Mailer
  /** Who is told of devices that are missed, of all teams. */
  operatorMail?: string | undefined
  /** Beside the cloud's own pages. */
  morePages?: readonly ((pages: Pages) => void)[]
  /**
   * Whom the cloud may ask: to revoke certificates of lost devices (default: Let's Encrypt), and for accounts of teams (default:
   * those known by name).
   */
  authorities?: readonly AskedAuthority[]
  /** Named in the zone's NS and SOA. Default: `ns1.<zone>` without an address. */
  nameservers?: readonly [Nameserver, ...Nameserver[]]
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. Default: nobody's. */
  trustedProxies?: readonly string[]
  limits?: Partial<RateLimits>
  /** Where all instances count requests together. The caller closes it after the cloud. Default: each counts alone. */
  sharedCounter?: SharedCounter | undefined
  /** Authorities' limits that the devices share. Default: those that are published. */
  quotas?: readonly Quota[]
  /** Connections of devices that wait for commands at this instance. Default: 25,000. */
  mostListeners?: number
  /** PEM. Without it HTTP is spoken: for a proxy in front, and for loopback. */
  tls?: { cert: string; key: string } | undefined
}
