import { authorityLabel, knownAuthority } from '@mylzip/shared/domain/authorities.policy.ts'
import type { AccountUse, Authority } from '@mylzip/shared/operations/authorities.ts'
import type { StoredAccount } from '../acme/accounts/account.repository.ts'
import type { AuthorityTable } from '../system/database/schema.ts'
import { rootsView } from './authority-roots.policy.ts'

/** One authority as callers see it: what the person chose, what is known of it, and the account there. No secret is in it. */
export function authorityView(
  directory: string,
  chosen: AuthorityTable | undefined,
  account: StoredAccount | undefined,
  { uses, roots }: { uses: AccountUse; roots: string | undefined },
): Authority {
  const known = knownAuthority(directory)
  return {
    directory,
    label: chosen?.label ?? authorityLabel(directory),
    staging: chosen?.staging_directory_url ?? known?.staging ?? null,
    position: chosen?.position ?? null,
    needsBinding: known?.needsBinding ?? false,
    uses,
    roots: rootsView(roots),
    account: {
      status: account?.status === 'deactivated' ? 'deactivated' : account?.url === undefined ? 'none' : 'valid',
      url: account?.url ?? null,
      contact: (account?.contact ?? []).map((address) => address.replace(/^mailto:/, '')),
      bindingKeyId: account?.binding?.kid ?? null,
      keyChangePending: account?.sealedNextKey !== undefined,
    },
  }
}
