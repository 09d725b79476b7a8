import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { DevicesService } from './modules/devices/devices.service.ts'
import type { DnsResponder, Nameserver } from './modules/dns/responder/responder.ts'
import type { TeamsService } from './modules/teams/teams.service.ts'
import type { SigningKey } from './plugins/access-tokens.ts'
import type { Clock } from './plugins/clock.port.ts'
import type { CloudTables } from './plugins/database/schema.ts'
import type { Log } from './plugins/log.port.ts'
import type { Random } from './plugins/random.port.ts'
import type { RateLimits } from './plugins/rate-limits.ts'

export interface CloudOptions {
  /** Migrated already (plugins/database/migrate.ts). The caller closes it after the cloud. */
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  log: Log
  /** The zone all devices' names end in, e.g. `myl.test`. */
  zone: string
  /** Where callers reach this cloud, e.g. `https://cloud.myl.zip`, without a trailing slash: issuer and audience of tokens. */
  publicUrl: string
  /** Ed25519 keys of access tokens: the first signs, all verify, so that a key is rotated without a token being lost. */
  signingKeys: readonly [SigningKey, ...SigningKey[]]
  /** Named in the zone's NS and SOA. Default: `ns1.<zone>` without an address. */
  nameservers?: readonly [Nameserver, ...Nameserver[]]
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. Default: nobody's. */
  trustedProxies?: readonly string[]
  limits?: Partial<RateLimits>
}

export interface Cloud {
  /** Not listening yet: `await cloud.app.listen({ host, port })`. */
  app: FastifyInstance
  /** Not listening yet: `await cloud.dns.listen({ host, port })`. */
  dns: DnsResponder
  teams: TeamsService
  devices: DevicesService
  /** Stops listening and background work, lets requests under way finish. Leaves `db` open. */
  close(): Promise<void>
}

export declare function buildCloud(options: CloudOptions): Promise<Cloud>
