import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { AccountUse } from '@mylzip/shared/operations/authorities.ts'
import { accountRepository } from '../acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '../acme/accounts/accounts.service.ts'
import { sessionStorage } from '../acme/accounts/session-storage.ts'
import type { CertificateAuthorities } from '../acme/authority.port.ts'
import { createCertificateAuthority } from '../acme/certificate-authority.adapter.ts'
import { createKeys } from '../acme/keys.adapter.ts'
import { createAccountChoice } from '../authorities/account-choice.ts'
import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import { createTeamGateway } from '../authorities/team-gateway.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import type { AgentOptions } from './agent-options.ts'
import type { Foundations } from './foundations.ts'
import type { PolicyParts } from './policy-parts.ts'

type Needs = Pick<Foundations, 'clock' | 'db' | 'random' | 'secrets' | 'userAgent'> &
  Partial<Pick<Foundations, 'proxy'>> & {
    log: Log
    options: Pick<AgentOptions, 'extraRootsPem'>
  }

/** The certificate authorities, and the keys that certificates are asked for with. */
export function connectAuthorities(
  { clock, db, log, options, proxy, random, secrets, userAgent }: Needs,
  { cloud }: { cloud: Pick<CloudClient, 'acmeAccounts'> },
  policy: Pick<PolicyParts, 'now'>,
) {
  const { extraRootsPem } = options
  const keys = createKeys()
  const teamAccounts = createTeamGateway(cloud)
  const accountChoice = createAccountChoice(db, async () => policy.now()?.rules.account)
  /** Whose account the connection that is kept orders with: a policy may say otherwise at any moment. */
  const connectedWith = new Map<string, AccountUse>()
  const connected = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    sessions: sessionStorage(db),
    log,
    async connect(identity) {
      const use = await accountChoice.at(identity.directoryUrl)
      connectedWith.set(identity.directoryUrl, use)
      const team = use === 'team' ? teamAccounts : undefined
      const own = await authorityRootsRepository(db).of(identity.directoryUrl)
      const roots = [extraRootsPem, own].filter((pem) => pem !== undefined).join('\n')
      const proxies = proxy?.environment
      return createCertificateAuthority({ ...identity, team, extraRootsPem: roots || undefined, proxies, userAgent, clock, random, log })
    },
  })
  const authorities: CertificateAuthorities = {
    async at(directory) {
      const use = await accountChoice.at(directory)
      if ((connectedWith.get(directory) ?? use) !== use) connected.forget(directory)
      return connected.at(directory)
    },
    forget: connected.forget,
  }
  return { keys, authorities, accountChoice, teamAccounts }
}

export type AuthorityParts = ReturnType<typeof connectAuthorities>
