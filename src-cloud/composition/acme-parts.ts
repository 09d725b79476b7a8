import { knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import { createAccountSessions } from '../modules/acme-accounts/account-sessions.ts'
import { createDeviceOrders } from '../modules/acme-accounts/device-orders.service.ts'
import { createDeviceRequests } from '../modules/acme-accounts/device-requests.service.ts'
import { createOrderPlaces } from '../modules/acme-accounts/order-places.service.ts'
import { createOrderableNames } from '../modules/acme-accounts/orderable-names.service.ts'
import { createRevokeByAccount } from '../modules/acme-accounts/revoke-by-account.service.ts'
import { createTeamAccounts } from '../modules/acme-accounts/team-accounts.service.ts'
import { createFollowAlias } from '../modules/dns/alias.adapter.ts'
import { usualQuotas } from '../modules/quota/quotas.policy.ts'
import type { CloudOptions } from './cloud-options.ts'
import type { Foundations } from './foundations.ts'
import type { TeamParts } from './team-parts.ts'

/** Teams' accounts at authorities, and what devices have asked with them. */
export function gatherAcmeAccounts(
  { db, clock, random, audit, tries, sealing, zones }: Foundations,
  { entitlements }: Pick<TeamParts, 'entitlements'>,
  { authorities, quotas = usualQuotas, resolvers }: Pick<CloudOptions, 'authorities' | 'quotas' | 'resolvers'>,
) {
  const known = knownAuthorities.map(({ directory }) => ({ directoryUrl: directory }))
  const sessions = createAccountSessions({ clock, sealing, authorities: authorities ?? known })
  const teamAccounts = createTeamAccounts({ db, clock, random, audit, sealing, sessions, tries })
  const names = createOrderableNames({ db, zones, follow: createFollowAlias(resolvers) })
  const places = createOrderPlaces({ db, clock, tries, quotas })
  const order = createDeviceOrders({ db, clock, random, audit, names, entitlements, places })
  const acmeRequests = createDeviceRequests({ db, clock, audit, accounts: teamAccounts, sessions, names, order })
  return { teamAccounts, acmeRequests, revokeByAccount: createRevokeByAccount({ db, clock, sessions }) }
}

export type AcmeParts = ReturnType<typeof gatherAcmeAccounts>
