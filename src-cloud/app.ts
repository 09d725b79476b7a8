import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { every } from './jobs/background.ts'
import { expireOperations } from './jobs/expire-operations.job.ts'
import { purge } from './jobs/purge.job.ts'
import { warnOfUsage } from './jobs/warn-of-usage.job.ts'
import { apiTokenRoutes } from './modules/api-tokens/api-tokens.routes.ts'
import { type ApiTokensService, createApiTokens } from './modules/api-tokens/api-tokens.service.ts'
import { createTeamTokens } from './modules/api-tokens/team-tokens.service.ts'
import { authRoutes } from './modules/auth/auth.routes.ts'
import { createAuthService } from './modules/auth/auth.service.ts'
import { createCommandBells } from './modules/commands/command-bell.ts'
import { commandRoutes } from './modules/commands/commands.routes.ts'
import { createCommands } from './modules/commands/commands.service.ts'
import { deviceStateRoutes } from './modules/device-state/device-state.routes.ts'
import { createDeviceStates } from './modules/device-state/device-state.service.ts'
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
import { createApiCallCounter } from './modules/licences/api-call-counter.ts'
import { createEntitlements } from './modules/licences/entitlements.service.ts'
import { createLicenceDocuments } from './modules/licences/licence-documents.ts'
import { licenceRoutes, serveLicenceKeys } from './modules/licences/licences.routes.ts'
import { createLicences, type LicencesService } from './modules/licences/licences.service.ts'
import { createPeople, type PeopleService } from './modules/people/people.service.ts'
import { createPeopleCallers } from './modules/people/people-callers.service.ts'
import { sessionCookie } from './modules/people/session-cookie.policy.ts'
import { createSessions, type SessionsService } from './modules/people/sessions.service.ts'
import { quotaRoutes } from './modules/quota/quota.routes.ts'
import { createQuotaLedger } from './modules/quota/quota.service.ts'
import { type Quota, usualQuotas } from './modules/quota/quotas.policy.ts'
import { createDeviceAccess } from './modules/ssl/device-access.service.ts'
import { createGiveCommand } from './modules/ssl/give-command.service.ts'
import { createOperations } from './modules/ssl/operations.service.ts'
import { createOverviews } from './modules/ssl/overview.service.ts'
import { sslRoutes } from './modules/ssl/ssl.routes.ts'
import { createTeamAudit } from './modules/team-audit/team-audit.service.ts'
import { createTeamAccess } from './modules/teams/team-access.service.ts'
import { teamRoutes } from './modules/teams/teams.routes.ts'
import { createTeamsService, type TeamsService } from './modules/teams/teams.service.ts'
import { createAccessTokens } from './plugins/access-tokens.ts'
import { createApi } from './plugins/api.ts'
import { serveApiDocs } from './plugins/api-docs.ts'
import { createCallErrors } from './plugins/call-errors.ts'
import type { Clock } from './plugins/clock.port.ts'
import type { Listen } from './plugins/database/listen.ts'
import type { CloudTables } from './plugins/database/schema.ts'
import { answerErrors } from './plugins/errors.ts'
import { serveHealth } from './plugins/health.ts'
import { createHttp } from './plugins/http.ts'
import type { Log } from './plugins/log.port.ts'
import { serveOpenApi } from './plugins/openapi.ts'
import type { Random } from './plugins/random.port.ts'
import { limitRates, type RateLimits } from './plugins/rate-limits.ts'
import type { MasterKey } from './plugins/sealing.ts'
import { serveApi } from './plugins/serve-api.ts'
import type { SigningKey } from './plugins/signing-key.ts'

export interface CloudOptions {
  /** Migrated already (plugins/database/migrate.ts). The caller closes it after the cloud. */
  db: Kysely<CloudTables>
  /** How instances call to each other, by the same database. */
  listen: Listen
  clock: Clock
  random: Random
  log: Log
  /** The zone all devices' names end in, e.g. `myl.test`. */
  zone: string
  /** Where callers reach this cloud, e.g. `https://cloud.myl.zip`, without a trailing slash: issuer and audience of tokens. */
  publicUrl: string
  /** Ed25519 keys of access tokens: the first signs, all verify, so that a key is rotated without a token being lost. */
  signingKeys: readonly [SigningKey, ...SigningKey[]]
  /** Ed25519 keys of licence documents, in the same order. Default: those of access tokens. */
  licenceKeys?: readonly [SigningKey, ...SigningKey[]] | undefined
  /** What secrets in the database are sealed with: the first seals, all open. */
  masterKeys: readonly [MasterKey, ...MasterKey[]]
  /** Named in the zone's NS and SOA. Default: `ns1.<zone>` without an address. */
  nameservers?: readonly [Nameserver, ...Nameserver[]]
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. Default: nobody's. */
  trustedProxies?: readonly string[]
  limits?: Partial<RateLimits>
  /** Authorities' limits that the devices share. Default: those that are published. */
  quotas?: readonly Quota[]
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
  people: PeopleService
  sessions: SessionsService
  apiTokens: ApiTokensService
  licences: LicencesService
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
  const audit = createTeamAudit({ db, clock, random })
  const teams = createTeamsService({ db, clock, random, audit, reserved: new Set([delegatedLabel, ...labelsBelow(zone, nameservers)]) })
  const devices = createDevicesService({ db, clock, random, zone, audience })
  const people = createPeople({ db, clock, random })
  const sessions = createSessions({ db, clock, random })
  const apiTokens = createApiTokens({ db, clock, random })
  const reports = createReportsService({ db, clock })
  const auditHeads = createAuditHeadsService({ db, clock })
  const licences = createLicences({ db, clock, random, audit })
  const entitlements = createEntitlements({ db, clock })
  const documents = await createLicenceDocuments({ keys: options.licenceKeys ?? options.signingKeys, issuer: publicUrl, clock })
  const apiCalls = createApiCallCounter({ db, clock })
  const access = createTeamAccess({ db, entitlements, apiCalls })
  const bells = createCommandBells(options.listen)

  const app = createHttp({ log, trustedProxies, tls })
  const countForCaller = await limitRates(app, limits)
  answerErrors(app, { log, random })
  serveHealth(app, db)
  serveOpenApi(app, publicUrl)
  serveApiDocs(app)
  serveLicenceKeys(app, documents)
  const api = createApi({ auth, people: createPeopleCallers({ sessions, apiTokens }) })
  const router = api.router({
    apiTokens: apiTokenRoutes(api, createTeamTokens({ db, clock, random, audit }), access),
    auth: authRoutes(api, auth),
    commands: commandRoutes(api, createCommands({ db, clock, random, audit, bells })),
    devices: deviceRoutes(api, { devices, reports, auditHeads }),
    deviceState: deviceStateRoutes(api, createDeviceStates({ db, clock })),
    dns: dnsRoutes(api, createDnsService({ db, clock }), createDelegations({ db, clock, random, zone, entitlements })),
    licences: licenceRoutes(api, { access, licences, entitlements, documents }),
    quota: quotaRoutes(api, createQuotaLedger({ db, clock, random, zone, quotas: options.quotas ?? usualQuotas }), access),
    ssl: sslRoutes(api, {
      access: createDeviceAccess(db, access),
      give: createGiveCommand({ db, clock, random, audit }),
      operations: createOperations(db, access),
      overviews: createOverviews({ db, clock, planOf: entitlements.planOf }),
      entitlements,
    }),
    teams: teamRoutes(api, { teams, access, audit }),
  })
  serveApi(app, { router, errors: createCallErrors({ log, random }), countForCaller, sessionCookie: sessionCookie(publicUrl).name })

  const dns = createResponder(createAnswer({ zone: createZone(zone, nameservers), published: publishedRecords(db), clock, log }))
  const purging = every(5 * minute, 'purge', () => purge(db, clock.now()), log)
  const expiring = every(minute, 'expire-operations', () => expireOperations(db, audit, clock.now()), log)
  const counting = every(10 * second, 'count-api-calls', apiCalls.flush, log)
  const warning = every(60 * minute, 'warn-of-usage', () => warnOfUsage({ db, licences, audit }, clock.now()), log)
  const close = async () => {
    // First: whoever waits for commands is under way, and would be waited for.
    await bells.end()
    await Promise.all([app.close(), dns.close(), purging.stop(), expiring.stop(), counting.stop(), warning.stop()])
    await apiCalls.flush().catch((error: unknown) => log.warn('API calls were not counted', { reason: String(error) }))
  }
  return { app, dns, teams, devices, people, sessions, apiTokens, licences, close }
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
