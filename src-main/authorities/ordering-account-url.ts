import type { TeamAccountGateway } from '../acme/accounts/team-account.port.ts'
import type { AccountChoice } from './account-choice.ts'

interface Needs {
  accountChoice: Pick<AccountChoice, 'at'>
  teamAccounts: Pick<TeamAccountGateway, 'find'>
  /** Resolves when the cloud has had time enough to answer. */
  patience(): Promise<undefined>
}

interface KnownAccount {
  directory: string
  url: string | undefined
  ended: boolean
}

/** The accounts that really order, where the team's does in place of the device's own; without an address while the cloud is silent. */
export function createOrderingAccounts({ accountChoice, teamAccounts, patience }: Needs) {
  const teamUrl = (directory: string) => {
    const found = teamAccounts.find(directory).then(
      ({ url }) => url,
      () => undefined,
    )
    return Promise.race([found, patience()])
  }
  return <Account extends KnownAccount>(accounts: readonly Account[]): Promise<Account[]> =>
    Promise.all(
      accounts.map(async (own) => {
        const isTeams = (await accountChoice.at(own.directory)) === 'team'
        return isTeams ? { ...own, url: await teamUrl(own.directory), ended: false } : own
      }),
    )
}
