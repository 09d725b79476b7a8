import { accountRepository } from '../acme/accounts/account.repository.ts'
import { createAcmeAccounts } from '../acme/accounts/accounts.service.ts'
import { sessionStorage } from '../acme/accounts/session-storage.ts'
import { createCertificateAuthority } from '../acme/certificate-authority.adapter.ts'
import { createKeys } from '../acme/keys.adapter.ts'
import { authorityRootsRepository } from '../authorities/authority-roots.repository.ts'
import type { Foundations } from './foundations.ts'

/** The certificate authorities, and the keys that certificates are asked for with. */
export function connectAuthorities({ clock, db, log, options, random, secrets, userAgent }: Foundations) {
  const { extraRootsPem } = options
  const keys = createKeys()
  const authorities = createAcmeAccounts({
    accounts: accountRepository(db),
    secrets,
    keys,
    clock,
    sessions: sessionStorage(db),
    log,
    async connect(identity) {
      const own = await authorityRootsRepository(db).of(identity.directoryUrl)
      const roots = [extraRootsPem, own].filter((pem) => pem !== undefined).join('\n')
      return createCertificateAuthority({ ...identity, extraRootsPem: roots || undefined, userAgent, clock, random, log })
    },
  })
  return { keys, authorities }
}

export type AuthorityParts = ReturnType<typeof connectAuthorities>
