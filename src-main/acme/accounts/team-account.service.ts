import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { HttpAnswer } from '../session/acme-http.adapter.ts'
import type { AcmeSession } from '../session/acme-session.port.ts'
import { isSameOrigin } from '../session/address.policy.ts'
import { directoryAge } from '../session/directory-age.ts'
import type { Account } from './account.service.ts'
import type { KnownTeamAccount, TeamAccountGateway } from './team-account.port.ts'
import { teamRequest } from './team-request.policy.ts'

export interface TeamAccountNeeds {
  directoryUrl: string
  session: AcmeSession
  gateway: TeamAccountGateway
  clock: Clock
}

/** Accounts hardly ever change; one that did is not known any more where the order was placed with the one before. */
const knownFor = 10 * minute

/**
 * Orders with the account of the device's team. The device makes key and request, publishes what proves its names, and decides
 * what is asked; who signs and sends is the cloud, which sees to it that it is this device's affair.
 */
export function createTeamAccount({ directoryUrl, session, gateway, clock }: TeamAccountNeeds): Account {
  let known: (KnownTeamAccount & { foundAt: Instant }) | undefined

  async function account(): Promise<KnownTeamAccount> {
    if (known && Math.abs(clock.now() - known.foundAt) < knownFor) return known
    known = { ...(await gateway.find(directoryUrl)), foundAt: clock.now() }
    return known
  }

  async function ask(url: string, payload: object | null): Promise<HttpAnswer> {
    const request = teamRequest(url, payload)
    try {
      const { status, headers, body: data } = await gateway.ask(directoryUrl, request)
      return { status, headers, data, answeredBy: url }
    } catch (error) {
      // It is another account's, or was forgotten: as if the authority said so of an order that it does not know.
      if (isRefusal(error, 'ACME_ADDRESS_NOT_YOURS'))
        throw new Refusal('ACME_ORDER_LOST', { status: 'not this account’s' }, { cause: error })
      if (isRefusal(error, 'TEAM_ACCOUNT_MISSING')) known = undefined
      const replaces = request.kind === 'order' && request.replaces !== undefined
      if (replaces && isRefusal(error, 'CERTIFICATE_NOT_YOURS')) return notReplaced(error)
      throw error
    }
  }

  return {
    async prepare() {
      await account()
    },
    url: async () => (await account()).url,
    async isAtAuthority(accountUrl) {
      const { newAccount } = await session.likelyDirectory(directoryAge)
      return isSameOrigin(accountUrl, directoryUrl) || isSameOrigin(accountUrl, newAccount)
    },
    post: (url, payload, { repeatable } = { repeatable: true }) => session.brought(url, repeatable, () => ask(url, payload)),
    // Its key does not change while it is an account.
    holdingKey: (work) => work(),
    forget() {
      known = undefined
    },
    keyAuthorization: async (token) => `${token}.${(await account()).thumbprint}`,
  }
}

/** The certificate before was ordered with another account: what an authority says of that, so that it is ordered without. */
function notReplaced(refusal: Refusal): HttpAnswer {
  const data = { type: 'urn:ietf:params:acme:error:unauthorized', detail: refusal.message }
  return { status: 403, headers: {}, data, answeredBy: undefined }
}
