import type { AccountsService } from '../../modules/people/accounts.service.ts'
import type { KnownBrowsers } from '../../modules/people/known-browser.ts'
import type { SecondStep } from '../../modules/people/second-step.ts'
import type { SessionsService } from '../../modules/people/sessions.service.ts'
import type { TotpService } from '../../modules/people/totp.service.ts'
import type { Visit } from '../page/visit.ts'

export interface AccountServices {
  accounts: AccountsService
  sessions: SessionsService
  totp: TotpService
  secondStep: SecondStep
  knownBrowsers: KnownBrowsers
}

/** What a session's list says of where it was begun. */
export function comesFrom({ address, request }: Visit): { address: string; userAgent: string } {
  return { address, userAgent: request.headers['user-agent'] ?? '' }
}
