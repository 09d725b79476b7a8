import { minute } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { every } from './jobs/background.ts'
import { purge } from './jobs/purge.job.ts'
import { authRoutes } from './modules/auth/auth.routes.ts'
import { createAuthService } from './modules/auth/auth.service.ts'
import { createAuditHeadsService } from './modules/devices/audit-heads.service.ts'
import { deviceRoutes } from './modules/devices/devices.routes.ts'
import { createDevicesService, type DevicesService } from './modules/devices/devices.service.ts'
import { createReportsService } from './modules/devices/reports.service.ts'
import { delegatedLabel } from './modules/dns/delegations.policy.ts'
import { createDelegations } from './modules/dns/delegations.service.ts'
import { dnsRoutes } from './modules/dns/dns.routes.ts'
import { createDnsService } from './modules/dns/dns.service.ts'
import { publishedRecords } from './modules/dns/published-records.ts'
import { createAnswer } from './modules/dns/responder/answer.ts'
import { createResponder, type DnsResponder } from './modules/dns/responder/responder.ts'
import { createZone, type Nameserver } from './modules/dns/responder/zone.policy.ts'
import { createTeamsService, type TeamsService } from './modules/teams/teams.service.ts'
import { createAccessTokens } from './plugins/access-tokens.ts'
import { createApi } from './plugins/api.ts'
import { createCallErrors } from './plugins/call-errors.ts'
import type { Clock } from './plugins/clock.port.ts'
import type { CloudTables } from './plugins/database/schema.ts'
import { answerErrors } from './plugins/errors.ts'
import { serveHealth } from './plugins/health.ts'
import { createHttp } from './plugins/http.ts'
import type { Log } from './plugins/log.port.ts'
import { serveOpenApi } from './plugins/openapi.ts'
import type { Random } from './plugins/random.port.ts'
import { limitRates, type RateLimits } from './plugins/rate-limits.ts'
import { serveApi } from './plugins/serve-api.ts'
import type { SigningKey } from './plugins/signing-key.ts'

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
  /** PEM. Without it HTTP is spoken: for a proxy in front, and for loopback. */
  tls?: { cert: string; key: string } | undefined
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

/** Wires the cloud together; nothing listens yet. Any number of them may share a database. */
export async function buildCloud(options: CloudOptions): Promise<Cloud> {
  const { db, clock, random, log, zone, publicUrl, trustedProxies = [], limits = {}, tls } = options
  const nameservers = options.nameservers ?? ([{ name: `ns1.${zone}`, addresses: [] }] as const)
  const audience = `${publicUrl}/api/auth/token`
  const accessTokens = await createAccessTokens({ keys: options.signingKeys, issuer: publicUrl, clock, random })

  const auth = createAuthService({ db, clock, accessTokens, audience })
  const teams = createTeamsService({ db, clock, random, reserved: new Set([delegatedLabel, ...labelsBelow(zone, nameservers)]) })
  const devices = createDevicesService({ db, clock, random, zone, audience })
  const reports = createReportsService({ db, clock })
  const auditHeads = createAuditHeadsService({ db, clock })

  const app = createHttp({ log, trustedProxies, tls })
  const countForDevice = await limitRates(app, limits)
  answerErrors(app, { log, random })
  serveHealth(app, db)
  serveOpenApi(app, publicUrl)
  const api = createApi(auth)
  const router = api.router({
    auth: authRoutes(api, auth),
    devices: deviceRoutes(api, { devices, reports, auditHeads }),
    dns: dnsRoutes(api, createDnsService({ db, clock }), createDelegations({ db, clock, random, zone })),
  })
  serveApi(app, { router, errors: createCallErrors({ log, random }), countForDevice })

  const dns = createResponder(createAnswer({ zone: createZone(zone, nameservers), published: publishedRecords(db), clock, log }))
  const purging = every(5 * minute, 'purge', () => purge(db, clock.now()), log)
  const close = async () => {
    await Promise.all([app.close(), dns.close(), purging.stop()])
  }
  return { app, dns, teams, devices, close }
}

/** The labels directly below the zone that its own name servers use: no team may have them. */
function labelsBelow(zone: string, nameservers: readonly Nameserver[]): ReadonlySet<string> {
  const inZone = nameservers.map(({ name }) => name.toLowerCase()).filter((name) => name.endsWith(`.${zone}`))
  return new Set(
    inZone.map(
      (name) =>
        name
          .slice(0, -zone.length - 1)
          .split('.')
          .at(-1) ?? '',
    ),
  )
}
