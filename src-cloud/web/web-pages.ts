import type { PersonalData } from '../modules/people/personal-data.service.ts'
import { sessionCookie } from '../modules/people/session-cookie.policy.ts'
import { accountPages } from './accounts/account.pages.ts'
import type { AccountServices } from './accounts/account-services.ts'
import { codePages } from './accounts/code.pages.ts'
import { personalDataPages } from './accounts/personal-data.pages.ts'
import { resetPages } from './accounts/reset.pages.ts'
import { signInPages } from './accounts/sign-in.pages.ts'
import { signUpPages } from './accounts/sign-up.pages.ts'
import { activatePages } from './devices/activate.pages.ts'
import type { DeviceServices } from './devices/device-services.ts'
import { teamDevicesPages } from './devices/team-devices.pages.ts'
import type { Pages } from './page/pages.ts'
import { invitationPages } from './teams/invitation.pages.ts'
import { membersPages } from './teams/members.pages.ts'
import type { TeamServices } from './teams/team-services.ts'
import { teamsPages } from './teams/teams.pages.ts'

type WebServices = AccountServices & TeamServices & DeviceServices & { personalData: PersonalData; publicUrl: string; zone: string }

/** All pages for people, by what they are about. */
export function webPages(services: WebServices): ((pages: Pages) => void)[] {
  const { secure } = sessionCookie(services.publicUrl)
  return [
    signUpPages(services, secure),
    signInPages(services, secure),
    resetPages(services, secure),
    accountPages(services),
    codePages(services),
    personalDataPages(services),
    teamsPages(services, services.zone),
    membersPages(services),
    invitationPages(services, secure),
    activatePages(services),
    teamDevicesPages(services),
  ]
}
