import type { FastifyInstance } from 'fastify'
import { gatherAcmeAccounts } from './composition/acme-parts.ts'
import type { CloudOptions } from './composition/cloud-options.ts'
import { gatherDevices } from './composition/device-parts.ts'
import { layFoundations } from './composition/foundations.ts'
import { startJobs } from './composition/jobs.ts'
import { gatherNames } from './composition/name-parts.ts'
import { gatherPeople } from './composition/people-parts.ts'
import { type Parts, routerOf } from './composition/routes.ts'
import { gatherTeams } from './composition/team-parts.ts'
import type { ApiTokensService } from './modules/api-tokens/api-tokens.service.ts'
import type { DevicesService } from './modules/devices/devices.service.ts'
import type { LastSeen } from './modules/devices/last-seen.service.ts'
import type { DnsResponder } from './modules/dns/responder/responder.ts'
import { serveLicenceKeys } from './modules/licences/licences.routes.ts'
import type { LicencesService } from './modules/licences/licences.service.ts'
import type { Outbox } from './modules/mail/outbox.service.ts'
import type { PeopleService } from './modules/people/people.service.ts'
import { sessionCookie } from './modules/people/session-cookie.policy.ts'
import type { SessionsService } from './modules/people/sessions.service.ts'
import type { TeamsService } from './modules/teams/teams.service.ts'
import { createApi } from './plugins/api.ts'
import { serveApiDocs } from './plugins/api-docs.ts'
import { createCallErrors } from './plugins/call-errors.ts'
import { answerErrors } from './plugins/errors.ts'
import { serveHealth } from './plugins/health.ts'
import { createHttp } from './plugins/http.ts'
import { countTogether } from './plugins/limits/count-together.ts'
import type { Metrics } from './plugins/metrics/metrics.ts'
import { serveOpenApi } from './plugins/openapi.ts'
import { limitRates } from './plugins/rate-limits.ts'
import { serveApi } from './plugins/serve-api.ts'
import { servePages } from './web/page/pages.ts'
import { webPages } from './web/web-pages.ts'

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
  lastSeen: LastSeen
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
  const foundations = layFoundations(options)
  const { clock, random, log, metrics, publicUrl, outbox } = foundations
  const people = await gatherPeople(foundations)
  const teams = await gatherTeams(foundations, people, options)
  const names = gatherNames(foundations, teams, options)
  const devices = await gatherDevices(foundations, teams, names, options)
  const acme = gatherAcmeAccounts(foundations, teams, options)
  const parts: Parts = { audit: foundations.audit, db: foundations.db, publicUrl, ...people, ...teams, ...names, ...devices, ...acme }

  const app = createHttp({ log, random, metrics, trustedProxies: options.trustedProxies ?? [], tls: options.tls })
  const together = options.sharedCounter && countTogether({ shared: options.sharedCounter, clock, log, metrics })
  const countForCaller = await limitRates(app, { limits: options.limits ?? {}, readToken: parts.auth.read, count: together })
  answerErrors(app, { log, random })
  const health = serveHealth(app, options.db)
  serveOpenApi(app, publicUrl)
  serveApiDocs(app)
  serveLicenceKeys(app, parts.documents)
  const router = routerOf(createApi({ auth: parts.auth, people: parts.callers }), parts)
  const errors = createCallErrors({ log, random })
  serveApi(app, { router, errors, countForCaller, metrics, sessionCookie: sessionCookie(publicUrl).name })
  servePages(app, { sessions: parts.sessions, publicUrl, random, log }, [
    ...webPages({ ...parts, publicUrl, zone: options.zone }),
    ...(options.morePages ?? []),
  ])

  const jobs = startJobs(foundations, names, { ...teams, ...acme }, devices, options)
  const { bells, apiCalls, dns } = parts
  const close = async () => {
    // The bells first: whoever waits for commands is under way, and would be waited for.
    await Promise.all([bells.end(), app.close(), dns.close(), ...jobs.map((job) => job.stop())])
    await apiCalls.flush().catch((error: unknown) => log.warn('API calls were not counted', { reason: String(error) }))
  }
  return { ...parts, app, metrics, outbox, stopping: health.stopping, close }
}
