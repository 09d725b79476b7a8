import { accountRepository } from '../acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '../acme/accounts/accounts.service.ts'
import { sessionStorage } from '../acme/accounts/session-storage.ts'
import { createCertificateAuthority } from '../acme/certificate-authority.adapter.ts'
import { createKeys } from '../acme/keys.adapter.ts'
import { createAccountChoice } from '../authorities/account-choice.ts'
import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import { createTeamGateway } from '../authorities/team-gateway.adapter.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'

/** The certificate authorities, and the keys that certificates are asked for with. */
export function connectAuthorities(
  { clock, db, log, options, random, secrets, userAgent }: Foundations,
  { cloud }: Pick<CloudParts, 'cloud'>,
) {
  const { extraRootsPem } = options
  const keys = createKeys()
  const teamAccounts = createTeamGateway(cloud)
  const accountChoice = createAccountChoice(db)
  const authorities = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    sessions: sessionStorage(db),
    log,
    async connect(identity) {
      const team = (await accountChoice.at(identity.directoryUrl)) === 'team' ? teamAccounts : undefined
      const own = await authorityRootsRepository(db).of(identity.directoryUrl)
      const roots = [extraRootsPem, own].filter((pem) => pem !== undefined).join('\n')
      return createCertificateAuthority({ ...identity, team, extraRootsPem: roots || undefined, userAgent, clock, random, log })
    },
  })
  return { keys, authorities, accountChoice, teamAccounts }
}

export type AuthorityParts = ReturnType<typeof connectAuthorities>
