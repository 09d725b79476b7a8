import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { TeamAccountGateway } from '../acme/accounts/team-account.port.ts'

/** The team's accounts, by way of the cloud, which has their keys. */
export function createTeamGateway({ acmeAccounts }: Pick<CloudClient, 'acmeAccounts'>): TeamAccountGateway {
  return {
    find: (directory) => acmeAccounts.find({ directory }),
    ask: (directory, request) => acmeAccounts.ask({ directory, request }),
  }
}
