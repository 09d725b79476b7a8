import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Kysely, Selectable } from 'kysely'
import type { AcmeAccountTable, AgentTables } from '../../system/database/schema.ts'

export interface StoredAccount {
  sealedKey: Uint8Array
  url: string | undefined
  /** The key of a roll-over that has begun and is not known to have ended. */
  sealedNextKey: Uint8Array | undefined
  /** External account binding (RFC 8555 §7.3.4). */
  binding: { kid: string; sealedKey: Uint8Array } | undefined
  /** `mailto:` addresses. */
  contact: string[]
  status: 'valid' | 'deactivated'
}

export interface AccountRepository {
  find(directoryUrl: string): Promise<StoredAccount | undefined>
  /** Keeps what is there already: a key that a CA may know is never replaced. */
  add(directoryUrl: string, sealedKey: Uint8Array, createdAt: Instant): Promise<void>
  recordUrl(directoryUrl: string, url: string): Promise<void>
  recordNextKey(directoryUrl: string, sealedNextKey: Uint8Array | null): Promise<void>
  /** The next key is the account's from now on. */
  promoteNextKey(directoryUrl: string): Promise<void>
  recordBinding(directoryUrl: string, binding: { kid: string; sealedKey: Uint8Array } | null): Promise<void>
  recordContact(directoryUrl: string, contact: readonly string[]): Promise<void>
  recordDeactivated(directoryUrl: string): Promise<void>
  /** Makes room for another account: the one there has ended for good, and its key with it. */
  forget(directoryUrl: string): Promise<void>
}

export function accountRepository(db: Kysely<AgentTables>): AccountRepository {
  const update = async (directoryUrl: string, columns: Partial<Selectable<AcmeAccountTable>>) => {
    await db.updateTable('acme_accounts').set(columns).where('directory_url', '=', directoryUrl).execute()
  }
  return {
    async find(directoryUrl) {
      const row = await db.selectFrom('acme_accounts').selectAll().where('directory_url', '=', directoryUrl).executeTakeFirst()
      return row && stored(row)
    },
    async add(directoryUrl, sealedKey, createdAt) {
      await db
        .insertInto('acme_accounts')
        .values({ directory_url: directoryUrl, sealed_key: sealedKey, account_url: null, created_at: createdAt })
        .onConflict((conflict) => conflict.column('directory_url').doNothing())
        .execute()
    },
    recordUrl: (directoryUrl, url) => update(directoryUrl, { account_url: url }),
    recordNextKey: (directoryUrl, sealedNextKey) => update(directoryUrl, { sealed_next_key: sealedNextKey }),
    async promoteNextKey(directoryUrl) {
      await db
        .updateTable('acme_accounts')
        .set(({ ref }) => ({ sealed_key: ref('sealed_next_key').$notNull(), sealed_next_key: null }))
        .where('directory_url', '=', directoryUrl)
        .where('sealed_next_key', 'is not', null)
        .execute()
    },
    recordBinding: (directoryUrl, binding) =>
      update(directoryUrl, { eab_kid: binding?.kid ?? null, sealed_eab_key: binding?.sealedKey ?? null }),
    recordContact: (directoryUrl, contact) => update(directoryUrl, { contact: JSON.stringify(contact) }),
    recordDeactivated: (directoryUrl) => update(directoryUrl, { status: 'deactivated' }),
    async forget(directoryUrl) {
      await db.deleteFrom('acme_accounts').where('directory_url', '=', directoryUrl).execute()
    },
  }
}

function stored(row: Selectable<AcmeAccountTable>): StoredAccount {
  const { eab_kid: kid, sealed_eab_key: sealedKey } = row
  return {
    sealedKey: row.sealed_key,
    url: row.account_url ?? undefined,
    sealedNextKey: row.sealed_next_key ?? undefined,
    binding: kid !== null && sealedKey !== null ? { kid, sealedKey } : undefined,
    contact: JSON.parse(row.contact) as string[],
    status: row.status,
  }
}
