import type { ContractRouterClient } from '@orpc/contract'
import { account } from './account.ts'
import { acmeAccounts } from './acme-accounts.ts'
import { alerts } from './alerts.ts'
import { apiTokens } from './api-tokens.ts'
import { auth } from './auth.ts'
import { commands } from './commands.ts'
import { deviceAuthorization } from './device-authorization.ts'
import { deviceState } from './device-state.ts'
import { devices } from './devices.ts'
import { dns } from './dns.ts'
import { enrolmentTokens } from './enrolment-tokens.ts'
import { labels } from './labels.ts'
import { licences } from './licences.ts'
import { policies } from './policies.ts'
import { quota } from './quota.ts'
import { ssl } from './ssl.ts'
import { teamDevices } from './team-devices.ts'
import { teams } from './teams.ts'

/**
 * Everything the cloud can be asked over HTTP, under /api. The server, the agent's client and OpenAPI derive from it.
 *
 * A refusal is a problem detail (RFC 9457) with the members `code` and `data`, unless the request's Accept names
 * `application/json`: the typed client must, because it understands no other form than oRPC's own.
 */
export const cloudContract = {
  ...{ account, acmeAccounts, alerts, apiTokens, auth, commands, deviceAuthorization, devices, deviceState, dns, enrolmentTokens },
  ...{ labels, licences, policies, quota, ssl, teamDevices, teams },
}

export type CloudContract = typeof cloudContract
export type CloudClient = ContractRouterClient<CloudContract>
