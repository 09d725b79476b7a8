import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { Account } from './account.service.ts'
import type { AccountCustody } from './account-custody.port.ts'

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
