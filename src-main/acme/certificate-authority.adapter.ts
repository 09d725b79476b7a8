import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import { createAccount } from './accounts/account.service.ts'
import type { CertificateAuthority, ExternalAccountBinding } from './authority.port.ts'
import { createAuthorizations } from './orders/authorizations.service.ts'
import { createIssuance } from './orders/issuance.service.ts'
import { createOpenOrders } from './orders/open-orders.service.ts'
import { createOrders } from './orders/orders.service.ts'
import { type PollingPace, usualPace } from './orders/polling.policy.ts'
import { createWait } from './orders/waiting.adapter.ts'
import { createRenewalInformation } from './renewal-information.service.ts'
import { createRevocation } from './revocation.service.ts'
import type { AccountSigner } from './session/account-signer.port.ts'
import { createAcmeHttp } from './session/acme-http.adapter.ts'
import { createAcmeSession } from './session/acme-session.adapter.ts'

export interface AuthorityOptions {
  directoryUrl: string
  account: {
    /** Its key is already sealed on the disk, or kept where it lies: registering makes it matter. */
    signer: AccountSigner
    /** Undefined until it is registered. */
    url: string | undefined
  }
  /** Called with the account's URL before anything is done with it; what it throws ends the call that registered. */
  onAccountRegistered(url: string): Promise<void>
  /** For authorities that want an account made with them beforehand (RFC 8555 §7.3.4). */
  externalAccountBinding?: ExternalAccountBinding | undefined
  /** One or more roots beside those the machine trusts. */
  extraRootsPem?: string | undefined
  /** RFC 8555 §6.1: product and version, so that a CA can tell whose software misbehaves. */
  userAgent: string
  clock: Clock
  /** 0 ≤ n < 1. */
  random: Random
  log?: Log | undefined
  pace?: PollingPace | undefined
}

/** An ACME account (RFC 8555) behind the port. Makes no request until it is asked for something. */
export function createCertificateAuthority(options: AuthorityOptions): CertificateAuthority {
  const { directoryUrl, account: identity, externalAccountBinding, clock, random, pace = usualPace } = options
  const log = options.log?.with({ directory: directoryUrl })
  const http = createAcmeHttp({ directoryUrl, extraRootsPem: options.extraRootsPem, userAgent: options.userAgent })
  const session = createAcmeSession({ directoryUrl, http, clock, random, log })
  const account = createAccount({
    session,
    signer: identity.signer,
    url: identity.url,
    binding: externalAccountBinding,
    onRegistered: options.onAccountRegistered,
  })
  const wait = createWait({ clock, random, pace, roundTripMs: http.roundTripMs })
  const orders = createOrders({ session, account, log })
  const authorizations = createAuthorizations({ session, account, wait, log })
  const issuance = createIssuance({ session, account, orders, authorizations, wait })
  return {
    prepareAccount: account.prepare,
    openOrder: createOpenOrders({ session, account, orders }),
    order: orders.place,
    authorize: issuance.authorize,
    finalize: issuance.finalize,
    renewalWindow: createRenewalInformation({ session, clock, log }),
    revoke: createRevocation({ session, account }),
    requests: http.requests,
  }
}
