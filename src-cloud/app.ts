import { minute, second } from '@mylzip/shared/domain/time.ts'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import { every } from './jobs/background.ts'
import { missDevices } from './jobs/dead-man.job.ts'
import { expireOperations } from './jobs/expire-operations.job.ts'
import { purge } from './jobs/purge.job.ts'
import { sendMails } from './jobs/send-mails.job.ts'
import { warnOfUsage } from './jobs/warn-of-usage.job.ts'
import { alertRoutes } from './modules/alerts/alerts.routes.ts'
import { createAlerts } from './modules/alerts/alerts.service.ts'
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
import { createFollowAlias } from './modules/dns/alias.adapter.ts'
import { delegatedLabel } from './modules/dns/delegations.policy.ts'
import { createDelegations } from './modules/dns/delegations.service.ts'
import { dnsRoutes } from './modules/dns/dns.routes.ts'
import { createDnsService } from './modules/dns/dns.service.ts'
import { createOrderingAccounts } from './modules/dns/ordering-accounts.service.ts'
import { createPublishing } from './modules/dns/places/publishing.service.ts'
import type { UpdatedZone } from './modules/dns/places/updated-server.adapter.ts'
import { placeOf } from './modules/dns/places/zone-places.ts'
import { publishedRecords } from './modules/dns/published-records.ts'
import { createAnswer } from './modules/dns/responder/answer.ts'
import { createResponder, type DnsResponder } from './modules/dns/responder/responder.ts'
import { createZone, type Nameserver } from './modules/dns/responder/zone.policy.ts'
import { createSeenDelegations } from './modules/dns/seen-delegations.service.ts'
import { createApiCallCounter } from './modules/licences/api-call-counter.ts'
import { createEntitlements } from './modules/licences/entitlements.service.ts'
import { createLicenceDocuments } from './modules/licences/licence-documents.ts'
import { licenceRoutes, serveLicenceKeys } from './modules/licences/licences.routes.ts'
import { createLicences, type LicencesService } from './modules/licences/licences.service.ts'
import type { RevocationAuthority } from './modules/lost-devices/acme-session.adapter.ts'
import { createCloudAccounts } from './modules/lost-devices/cloud-accounts.service.ts'
import { createLostDevices } from './modules/lost-devices/lost-devices.service.ts'
import { createLostNames } from './modules/lost-devices/lost-names.service.ts'
import type { Mailer } from './modules/mail/mailer.port.ts'
import { createOutbox, type Outbox } from './modules/mail/outbox.service.ts'
import { accountRoutes } from './modules/people/account.routes.ts'
import { createAccounts } from './modules/people/accounts.service.ts'
import { createPasswords } from './modules/people/passwords.service.ts'
import { createPeople, type PeopleService } from './modules/people/people.service.ts'
import { createPeopleCallers } from './modules/people/people-callers.service.ts'
import { createPersonalData } from './modules/people/personal-data.service.ts'
import { createSecondStep } from './modules/people/second-step.ts'
import { sessionCookie } from './modules/people/session-cookie.policy.ts'
import { createSessions, type SessionsService } from './modules/people/sessions.service.ts'
import { createTotp } from './modules/people/totp.service.ts'
import { quotaRoutes } from './modules/quota/quota.routes.ts'
import { createQuotaLedger } from './modules/quota/quota.service.ts'
import { type Quota, usualQuotas } from './modules/quota/quotas.policy.ts'
import { createDeviceAccess } from './modules/ssl/device-access.service.ts'
import { createGiveCommand } from './modules/ssl/give-command.service.ts'
import { createOperations } from './modules/ssl/operations.service.ts'
import { createOverviews } from './modules/ssl/overview.service.ts'
import { sslRoutes } from './modules/ssl/ssl.routes.ts'
import { createTeamAudit } from './modules/team-audit/team-audit.service.ts'
import { createInvitations } from './modules/teams/invitations.service.ts'
import { createMembers } from './modules/teams/members.service.ts'
import { createTeamAccess } from './modules/teams/team-access.service.ts'
import { teamRoutes } from './modules/teams/teams.routes.ts'
import { createTeamsService, type TeamsService } from './modules/teams/teams.service.ts'
import { createTries } from './modules/tries/tries.service.ts'
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
import { countTogether } from './plugins/limits/count-together.ts'
import type { SharedCounter } from './plugins/limits/shared-counter.port.ts'
import type { Log } from './plugins/log.port.ts'
import { counted } from './plugins/metrics/counted-dns.ts'
import { measureFleet } from './plugins/metrics/fleet-metrics.ts'
import { createMetrics, type Metrics } from './plugins/metrics/metrics.ts'
import { serveOpenApi } from './plugins/openapi.ts'
import type { Random } from './plugins/random.port.ts'
import { limitRates, type RateLimits } from './plugins/rate-limits.ts'
import { createSealing, type MasterKey } from './plugins/sealing.ts'
import { serveApi } from './plugins/serve-api.ts'
import type { SigningKey } from './plugins/signing-key.ts'
import { type Pages, servePages } from './web/page/pages.ts'
import { webPages } from './web/web-pages.ts'

const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory'

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
  /** Where the cloud may have certificates of lost devices revoked. Default: Let's Encrypt. */
  authorities?: readonly RevocationAuthority[]
  /** Named in the zone's NS and SOA. Default: `ns1.<zone>` without an address. */
  nameservers?: readonly [Nameserver, ...Nameserver[]]
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. Default: nobody's. */
  trustedProxies?: readonly string[]
  limits?: Partial<RateLimits>
  /** Where all instances count requests together. The caller closes it after the cloud. Default: each counts alone. */
  sharedCounter?: SharedCounter | undefined
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
  /** Served by whoever listens: plugins/metrics/metrics-server.adapter.ts. */
  metrics: Metrics
  /** Not ready any more, and answering as before: until whoever spreads requests has noticed, before `close`. */
  stopping(): void
  teams: TeamsService
  devices: DevicesService
  people: PeopleService
  sessions: SessionsService
  apiTokens: ApiTokensService
  outbox: Outbox
  licences: LicencesService
  /** Stops listening and background work, lets requests under way finish. Leaves `db` open. */
  close(): Promise<void>
}

/** Wires the cloud together; nothing listens yet. Any number of them may share a database. */
export async function buildCloud(options: CloudOptions): Promise<Cloud> {
  const { db, clock, random, log, zone, publicUrl, trustedProxies = [], limits = {}, tls } = options
  const zones = [zone, ...(options.moreZones ?? [])] as const
  const nameservers = options.nameservers ?? ([{ name: `ns1.${zone}`, addresses: [] }] as const)
  const audience = `${publicUrl}/api/auth/token`
  const accessTokens = await createAccessTokens({ keys: options.signingKeys, issuer: publicUrl, clock, random })

  const publishing = createPublishing({ db, clock, place: placeOf(options.updatedZones ?? [], { clock, random }) })
  const auth = createAuthService({ db, clock, accessTokens, audience })
  const audit = createTeamAudit({ db, clock, random })
  const tries = createTries({ db, clock })
  const reserved = new Set([delegatedLabel, ...zones.flatMap((each) => [...labelsBelow(each, nameservers)])])
  const teams = createTeamsService({ db, clock, random, audit, tries, reserved })
  const devices = createDevicesService({ db, clock, random, zones, audience, publishing })
  const people = createPeople({ db, clock, random })
  const sessions = createSessions({ db, clock, random })
  const apiTokens = createApiTokens({ db, clock, random })
  const sealing = createSealing(options.masterKeys, random)
  const outbox = createOutbox({ db, clock, random, log, sealing, mailer: options.mailer })
  const passwords = await createPasswords(random)
  const accounts = createAccounts({ db, clock, random, outbox, tries, passwords, publicUrl })
  const totp = createTotp({ db, clock, random, sealing, outbox, tries, publicUrl })
  const licences = createLicences({ db, clock, random, audit })
  const entitlements = createEntitlements({ db, clock })
  const documents = await createLicenceDocuments({ keys: options.licenceKeys ?? options.signingKeys, issuer: publicUrl, clock })
  const apiCalls = createApiCallCounter({ db, clock })
  const access = createTeamAccess({ db, entitlements, apiCalls })
  const personalData = createPersonalData({ db, clock, audit, outbox, sessions })
  const members = createMembers({ db, audit })
  const invitations = createInvitations({ db, clock, random, audit, outbox, tries, passwords, publicUrl })
  const reports = createReportsService({ db, clock })
  const auditHeads = createAuditHeadsService({ db, clock })
  const deviceAccess = createDeviceAccess(db, access)
  const bells = createCommandBells(options.listen)
  const metrics = createMetrics()
  measureFleet(metrics, { db, clock })
  metrics.devicesWaiting(bells.waiting)

  const app = createHttp({ log, random, metrics, trustedProxies, tls })
  const together = options.sharedCounter && countTogether({ shared: options.sharedCounter, clock, log, metrics })
  const countForCaller = await limitRates(app, limits, together)
  answerErrors(app, { log, random })
  const health = serveHealth(app, db)
  serveOpenApi(app, publicUrl)
  serveApiDocs(app)
  serveLicenceKeys(app, documents)
  const api = createApi({ auth, people: createPeopleCallers({ sessions, apiTokens }) })
  const router = api.router({
    account: accountRoutes(api, { accounts, sessions, totp, personalData }),
    alerts: alertRoutes(api, createAlerts(db), access),
    apiTokens: apiTokenRoutes(api, createTeamTokens({ db, clock, random, audit }), access),
    auth: authRoutes(api, auth),
    commands: commandRoutes(api, createCommands({ db, clock, random, audit, bells })),
    devices: deviceRoutes(api, { devices, reports, auditHeads }),
    deviceState: deviceStateRoutes(api, createDeviceStates({ db, clock, zones })),
    dns: dnsRoutes(api, {
      service: createDnsService({ db, clock, publishing }),
      delegations: createDelegations({ db, clock, random, zones, publishing, entitlements }),
      accounts: createOrderingAccounts({ db, clock, publishing }),
      access: deviceAccess,
      seenDelegations: createSeenDelegations({ db, follow: createFollowAlias(options.resolvers) }),
    }),
    licences: licenceRoutes(api, { access, licences, entitlements, documents }),
    quota: quotaRoutes(api, createQuotaLedger({ db, clock, random, zones, quotas: options.quotas ?? usualQuotas }), access),
    ssl: sslRoutes(api, {
      access: deviceAccess,
      give: createGiveCommand({ db, clock, random, audit, publishing }),
      operations: createOperations(db, access),
      overviews: createOverviews({ db, clock, planOf: entitlements.planOf }),
      entitlements,
    }),
    teams: teamRoutes(api, { teams, access, audit, members, invitations, accounts }),
  })
  const errors = createCallErrors({ log, random })
  serveApi(app, { router, errors, countForCaller, metrics, sessionCookie: sessionCookie(publicUrl).name })

  const secondStep = createSecondStep({ sealing, clock })
  servePages(app, { sessions, publicUrl, random, log }, [
    ...webPages({ accounts, sessions, totp, secondStep, personalData, teams, access, members, invitations, publicUrl, zone }),
    ...(options.morePages ?? []),
  ])

  const answered = zones.map((each) => createZone(each, nameservers))
  const answer = createAnswer({ zones: answered, published: publishedRecords(db), clock, log })
  const dns = createResponder(counted(answer, metrics))
  const watched = { log, metrics }
  const revokeLost = createLostDevices({
    ...{ db, clock, log, audit },
    names: createLostNames({ db, clock, publishing }),
    accountKey: createCloudAccounts({ db, clock, sealing }),
    authorities: options.authorities ?? [{ directoryUrl: letsEncrypt }],
  })
  const dead = { db, audit, outbox, random, operatorMail: options.operatorMail }
  const jobs = [
    every(5 * minute, 'purge', () => purge(db, clock.now(), publishing), watched),
    every(minute, 'show-pending-names', publishing.showPending, watched),
    every(minute, 'expire-operations', () => expireOperations(db, audit, clock.now()), watched),
    every(second, 'send mails', () => sendMails(outbox), watched),
    every(minute, 'dead-man', () => missDevices(dead, clock.now()), watched),
    every(5 * second, 'revoke-lost', revokeLost, watched),
    every(10 * second, 'count-api-calls', apiCalls.flush, watched),
    every(60 * minute, 'warn-of-usage', () => warnOfUsage({ db, licences, audit }, clock.now()), watched),
  ]
  const close = async () => {
    // First: whoever waits for commands is under way, and would be waited for.
    await bells.end()
    await Promise.all([app.close(), dns.close(), ...jobs.map((job) => job.stop())])
    await apiCalls.flush().catch((error: unknown) => log.warn('API calls were not counted', { reason: String(error) }))
  }
  return { app, dns, metrics, stopping: health.stopping, teams, devices, people, sessions, apiTokens, outbox, licences, close }
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
