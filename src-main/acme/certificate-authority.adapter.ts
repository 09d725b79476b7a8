import { setTimeout } from 'node:timers/promises'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { ProxyEnvironment } from '../system/network/proxy.policy.ts'
import type { Pause } from '../system/pause.port.ts'
import type { Random } from '../system/random.port.ts'
import { createAccount } from './accounts/account.service.ts'
import type { AccountCustody } from './accounts/account-custody.port.ts'
import { createAccountKeys } from './accounts/account-keys.service.ts'
import { createAccountManagement } from './accounts/account-management.service.ts'
import { teamsElseOwn, teamsWhileThere } from './accounts/either-account.ts'
import type { TeamAccountGateway } from './accounts/team-account.port.ts'
import { createTeamAccount } from './accounts/team-account.service.ts'
import type { CertificateAuthority } from './authority.port.ts'
import { offersOf } from './directory-offers.policy.ts'
import { createAuthorizations } from './orders/authorizations.service.ts'
import { createChains } from './orders/chains.service.ts'
import { createIssuance } from './orders/issuance.service.ts'
import { createOpenOrders } from './orders/open-orders.service.ts'
import { createOrders } from './orders/orders.service.ts'
import { type PollingPace, usualPace } from './orders/polling.policy.ts'
import { createWait } from './orders/waiting.adapter.ts'
import { createRenewalInformation } from './renewal-information.service.ts'
import { createRevocation } from './revocation.service.ts'
import { createAcmeHttp, type HttpPatience } from './session/acme-http.adapter.ts'
import { createAcmeSession } from './session/acme-session.adapter.ts'
import type { SessionMemory } from './session/session-memory.ts'

export interface AuthorityOptions {
  directoryUrl: string
  custody: AccountCustody
  /** Orders with the team's account while there is one, and leaves the device's own as it is. */
  team?: TeamAccountGateway | undefined
  /** One or more roots beside those the machine trusts. */
  extraRootsPem?: string | undefined
  /** RFC 8555 §6.1: product and version, so that a CA can tell whose software misbehaves. */
  userAgent: string
  clock: Clock
  /** 0 ≤ n < 1. */
  random: Random
  log?: Log | undefined
  /** Between looks and tries; Node's own unless told. */
  pause?: Pause | undefined
  pace?: PollingPace | undefined
  patience?: HttpPatience | undefined
  /** Names the proxy that leads there; as this program was started unless told. */
  proxies?: (() => ProxyEnvironment) | undefined
  /** What `remember` was told in an earlier process, if it is still there. */
  remembered?: SessionMemory | undefined
  /** Told after each certificate; what goes wrong there is its own affair. */
  remember?(memory: SessionMemory): void
}

/** An ACME account (RFC 8555) behind the port. Makes no request until it is asked for something. */
export function createCertificateAuthority(options: AuthorityOptions): CertificateAuthority {
  const { directoryUrl, custody, clock, random, pace = usualPace, pause = setTimeout } = options
  const log = options.log?.with({ directory: directoryUrl })
  const http = createAcmeHttp({ ...options, extraRootsPem: options.extraRootsPem })
  const session = createAcmeSession({ directoryUrl, http, clock, random, pause, log, remembered: options.remembered })
  const keys = createAccountKeys({ session, custody, log })
  const own = createAccount({ directoryUrl, session, custody, keys, log })
  const team = options.team && createTeamAccount({ directoryUrl, session, gateway: options.team, clock })
  const either = team && teamsWhileThere(team, own, custody, log)
  const account = either ?? own
  const wait = createWait({ clock, random, pace, pause, roundTripMs: http.roundTripMs })
  const orders = createOrders({ session, account, log })
  const authorizations = createAuthorizations({ session, account, wait, log })
  const issuance = createIssuance({ session, account, orders, authorizations, chains: createChains({ session, account, log }), wait })
  return {
    prepareAccount: account.prepare,
    needsAccount: async () => (await custody.url()) === undefined && !(await either?.isTeams()),
    async orderingAccount() {
      const { caaIdentities } = offersOf(await session.likelyDirectory(hour))
      return { directoryUrl, url: await account.url(), caaIdentities }
    },
    openOrder: createOpenOrders({ session, account, orders, log }),
    order: orders.place,
    authorize: issuance.authorize,
    async finalize(...request) {
      const chain = await issuance.finalize(...request)
      const memory = session.memory()
      if (memory) options.remember?.(memory)
      return chain
    },
    finished: issuance.finished,
    renewalWindow: createRenewalInformation({ session, clock, log }),
    offers: async () => offersOf(await session.directory(minute)),
    account: createAccountManagement({ session, account: own, custody, keys }),
    revoke: createRevocation({ session, account: team ? teamsElseOwn(team, own, custody) : own }),
    clockDifference: session.clockDifference,
    requests: http.requests,
  }
}
