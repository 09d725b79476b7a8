import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import type { Environment } from '../assert-practice.policy.ts'
import { openAuthorityDatabase } from './database/open.ts'
import { recordsIn } from './database/records.ts'
import { type AcmeServer, createAcmeServer } from './http/acme-server.ts'
import { createAuthenticate } from './jws/authenticate.service.ts'
import { openHierarchy } from './keys/hierarchy.adapter.ts'
import { permittedDomains } from './keys/practice-names.ts'
import { makeServerCertificate } from './keys/server-certificate.ts'
import type { SuggestedWindow } from './model.ts'
import { createNonces } from './nonces.ts'
import { createFinalize } from './orders/finalize.service.ts'
import { defaultOrderLifetime } from './orders/new-order.service.ts'
import { defaultProfiles, type Profile } from './profiles.ts'
import { accountRoutes } from './routes/account.routes.ts'
import { authorizationRoutes } from './routes/authorization.routes.ts'
import { certificateRoutes } from './routes/certificate.routes.ts'
import { directoryRoutes } from './routes/directory.routes.ts'
import { keyChangeRoutes } from './routes/key-change.routes.ts'
import { orderRoutes } from './routes/order.routes.ts'
import { renewalInfoRoutes } from './routes/renewal-info.routes.ts'
import { revocationRoutes } from './routes/revocation.routes.ts'
import { paths, urlsAt } from './urls.ts'
import { createDns01, type DnsServer } from './validation/dns-01.adapter.ts'
import { createHttp01, type HttpResponder } from './validation/http-01.adapter.ts'
import { createValidation } from './validation/validation.service.ts'

export interface AuthorityOptions {
  /** Keys, records and the root's PEM; made when it is not there. */
  folder: string
  /** On 127.0.0.1; 0 takes any free one. */
  port: number
  /** Where dns-01 is looked up. A loopback address. */
  dnsServer: DnsServer
  /** Where http-01 is fetched from, whatever the name. A loopback address. */
  httpResponder: HttpResponder
  /** Domains it issues for, themselves and below. Names outside .test, .example and localhost never verify. */
  zones?: readonly string[]
  profiles?: readonly Profile[]
  /** ms */
  orderLifetime?: number
  renewalInfoRetryAfterSeconds?: number
  env: Environment
  now: () => Instant
  onDefect: (error: unknown) => void
}

export interface PracticeAuthority {
  directoryUrl: string
  port: number
  /** PEM of the root, for `--ca-root`. */
  rootFile: string
  rootPem: string
  /** Moves the renewal window of a certificate; false when its certID is unknown. */
  suggestRenewal(ariId: string, window: SuggestedWindow): boolean
  close(): Promise<void>
}

/**
 * Starts the practice CA (RFC 8555, RFC 9773) over HTTPS on 127.0.0.1.
 * Refuses with PRACTICE_IN_PRODUCTION, DATABASE_NEWER, PORT_TAKEN.
 */
export async function startAuthority(options: AuthorityOptions): Promise<PracticeAuthority> {
  const { folder, env, now, onDefect, profiles = defaultProfiles, zones = permittedDomains } = options
  const { root, issuer, rootFile } = await openHierarchy(folder, env, now())
  const tls = await makeServerCertificate(root, now())
  const database = openAuthorityDatabase(join(folder, 'authority.db'))
  const records = recordsIn(database)
  const nonces = createNonces()
  let urls = urlsAt('')
  const server = createAcmeServer({
    tls,
    nonces,
    urls: () => urls,
    authenticate: createAuthenticate(records.accounts, nonces, () => urls),
    onDefect,
  })
  const attempts = { 'dns-01': createDns01(options.dnsServer), 'http-01': createHttp01(options.httpResponder) }
  const validation = createValidation({ records, attempts, now, onDefect })
  const finalization = createFinalize({ records, issuer, profiles, crlUrl: () => urls.at(paths.crl), now })
  const rules = { profiles, zones, orderLifetime: options.orderLifetime ?? defaultOrderLifetime }

  directoryRoutes(server, () => urls, profiles)
  accountRoutes(server, records, () => urls, now)
  keyChangeRoutes(server, records, () => urls)
  orderRoutes(server, { records, rules, finalization, urls: () => urls, now })
  authorizationRoutes(server, records, validation, () => urls, now)
  certificateRoutes(server, records, issuer, now)
  revocationRoutes(server, records, now)
  renewalInfoRoutes(server, records, options.renewalInfoRetryAfterSeconds ?? (6 * hour) / 1000, now)

  const port = await listen(server, options.port).catch((error: unknown) => {
    database.close()
    throw error
  })
  urls = urlsAt(`https://127.0.0.1:${port}`)
  validation.resume()
  return {
    directoryUrl: urls.at(paths.directory),
    port,
    rootFile,
    rootPem: root.certificate.toString('pem'),
    suggestRenewal: (ariId, window) => records.certificates.suggest(ariId, window),
    async close() {
      await server.app.close()
      await validation.idle()
      database.close()
    },
  }
}

async function listen({ app }: AcmeServer, port: number): Promise<number> {
  try {
    await app.listen({ host: '127.0.0.1', port })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new Refusal('PORT_TAKEN', { port }, { cause: error })
    throw error
  }
  return (app.server.address() as AddressInfo).port
}
