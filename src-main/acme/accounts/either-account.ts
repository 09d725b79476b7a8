import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Account } from './account.service.ts'
import type { AccountCustody } from './account-custody.port.ts'
import { teamRequest } from './team-request.policy.ts'

/** Asks by the team's account, and by the device's own what that one never ordered: certificates from before the team had one. */
export function teamsElseOwn(
  team: Pick<Account, 'post'>,
  own: Pick<Account, 'post'>,
  custody: Pick<AccountCustody, 'url'>,
): Pick<Account, 'post'> {
  return {
    async post(...request) {
      try {
        return await team.post(...request)
      } catch (error) {
        const isOthers = isRefusal(error, 'CERTIFICATE_NOT_YOURS', 'TEAM_ACCOUNT_MISSING')
        if (!isOthers || (await custody.url()) === undefined) throw error
        return own.post(...request)
      }
    },
  }
}

export interface EitherAccount extends Account {
  /** Whether the team has one, as it was told a moment ago. */
  isTeams(): Promise<boolean>
}

/**
 * The team's account while there is one, else the device's own: no certificate ends because an account did. Which one orders is
 * settled before the order, with what permits it (CAA). An order that was begun is gone on with by the account that is left.
 */
export function teamsWhileThere(team: Account, own: Account, custody: Pick<AccountCustody, 'url'>, log: Log | undefined): EitherAccount {
  let current = team

  async function isTeams(): Promise<boolean> {
    try {
      await team.prepare()
      current = team
    } catch (error) {
      if (!isRefusal(error, 'TEAM_ACCOUNT_MISSING')) throw error
      if (current === team) log?.warn('the team has no account at this authority: the device’s own orders there', { error })
      current = own
    }
    return current === team
  }

  return {
    isTeams,
    async prepare() {
      if (!(await isTeams())) await own.prepare()
    },
    url: () => current.url(),
    isAtAuthority: (url) => current.isAtAuthority(url),
    async post(url, payload, options) {
      try {
        return await current.post(url, payload, options)
      } catch (error) {
        if (!isRefusal(error, 'TEAM_ACCOUNT_MISSING') || teamRequest(url, payload).kind === 'order') throw error
        if ((await custody.url()) === undefined)
          throw new Refusal('ACME_ORDER_LOST', { status: 'of an account that ended' }, { cause: error })
        current = own
        return own.post(url, payload, options)
      }
    },
    holdingKey: (work) => current.holdingKey(work),
    forget() {
      team.forget()
      own.forget()
    },
    keyAuthorization: (token) => current.keyAuthorization(token),
  }
}
