import { acmeAccountRoutes } from '../modules/acme-accounts/acme-accounts.routes.ts'
import { alertRoutes } from '../modules/alerts/alerts.routes.ts'
import { apiTokenRoutes } from '../modules/api-tokens/api-tokens.routes.ts'
import { authRoutes } from '../modules/auth/auth.routes.ts'
import { commandRoutes } from '../modules/commands/commands.routes.ts'
import { deviceAuthorizationRoutes } from '../modules/device-authorization/device-authorization.routes.ts'
import { deviceStateRoutes } from '../modules/device-state/device-state.routes.ts'
import { deviceRoutes } from '../modules/devices/devices.routes.ts'
import { teamDeviceRoutes } from '../modules/devices/team-devices.routes.ts'
import { dnsRoutes } from '../modules/dns/dns.routes.ts'
import { enrolmentTokenRoutes } from '../modules/enrolment-tokens/enrolment-tokens.routes.ts'
import { labelRoutes } from '../modules/labels/labels.routes.ts'
import { licenceRoutes } from '../modules/licences/licences.routes.ts'
import { accountRoutes } from '../modules/people/account.routes.ts'
import { policyRoutes } from '../modules/policies/policies.routes.ts'
import { quotaRoutes } from '../modules/quota/quota.routes.ts'
import { sslRoutes } from '../modules/ssl/ssl.routes.ts'
import { createTeamPage } from '../modules/teams/team-page.ts'
import { teamRoutes } from '../modules/teams/teams.routes.ts'
import type { Api } from '../plugins/api.ts'
import type { AcmeParts } from './acme-parts.ts'
import type { DeviceParts } from './device-parts.ts'
import type { Foundations } from './foundations.ts'
import type { NameParts } from './name-parts.ts'
import type { PeopleParts } from './people-parts.ts'
import type { TeamParts } from './team-parts.ts'

/** Everything that the parts are made of, by one name each. */
export type Parts = Pick<Foundations, 'audit' | 'db' | 'publicUrl'> & PeopleParts & TeamParts & NameParts & DeviceParts & AcmeParts

/** Who answers each call of the contract. */
export function routerOf(api: Api, parts: Parts) {
  const { access, deviceAccess, entitlements, licences } = parts
  return api.router({
    account: accountRoutes(api, parts),
    acmeAccounts: acmeAccountRoutes(api, parts),
    alerts: alertRoutes(api, parts.alerts, access),
    apiTokens: apiTokenRoutes(api, parts.teamTokens, access),
    auth: authRoutes(api, parts.auth),
    commands: commandRoutes(api, parts.commands),
    deviceAuthorization: deviceAuthorizationRoutes(api, parts.deviceAuthorization),
    devices: deviceRoutes(api, parts),
    deviceState: deviceStateRoutes(api, parts.deviceStates),
    dns: dnsRoutes(api, {
      service: parts.names,
      delegations: parts.delegations,
      accounts: parts.orderingAccounts,
      access: deviceAccess,
      seenDelegations: parts.seenDelegations,
    }),
    enrolmentTokens: enrolmentTokenRoutes(api, parts.enrolmentTokens, access),
    labels: labelRoutes(api, parts),
    licences: licenceRoutes(api, { access, licences, entitlements, documents: parts.documents, teamPage: createTeamPage(parts) }),
    policies: policyRoutes(api, parts),
    quota: quotaRoutes(api, parts.quotaLedger, access),
    ssl: sslRoutes(api, { access: deviceAccess, give: parts.give, operations: parts.operations, overviews: parts.overviews, entitlements }),
    teamDevices: teamDeviceRoutes(api, parts),
    teams: teamRoutes(api, parts),
  })
}
