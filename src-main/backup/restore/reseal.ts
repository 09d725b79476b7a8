import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { AgentTables } from '../../system/database/schema.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import type { OpenedSecret } from '../content/manifest.ts'
import { type SealedValue, sealedValuesRepository } from '../content/sealed-values.repository.ts'

/** What each sealed value holds, by its bytes in hexadecimal: no two are ever the same. */
export type OpenedBlobs = Map<string, Uint8Array>

const blobOf = ({ sealed }: SealedValue) => Buffer.from(sealed).toString('hex')
const placeOf = ({ table, column, row }: Pick<SealedValue, 'table' | 'column' | 'row'>) =>
  JSON.stringify([table, column, Object.entries(row).sort()])

/** What the backup holds of each value that lies sealed in its database. Refuses with BACKUP_DAMAGED when one is missing. */
export async function openedByBackup(db: Kysely<AgentTables>, secrets: readonly OpenedSecret[], file: string): Promise<OpenedBlobs> {
  const open = new Map(secrets.map((secret) => [placeOf(secret), Buffer.from(secret.value, 'base64')]))
  const values = await sealedValuesRepository(db).all()
  return new Map(
    values.map((value): [string, Uint8Array] => {
      const plain = open.get(placeOf(value))
      if (!plain) throw new Refusal('BACKUP_DAMAGED', { file, reason: 'a key is missing in it' })
      return [blobOf(value), plain]
    }),
  )
}

/** Seals everything anew, with what this machine seals with, wherever each value came from. */
export async function sealAnew(db: Kysely<AgentTables>, opened: OpenedBlobs, secrets: Secrets): Promise<void> {
  const values = sealedValuesRepository(db)
  for (const value of await values.all()) {
    const plain = opened.get(blobOf(value))
    if (!plain) throw new Error(`nobody can open ${value.table}.${value.column}`)
    await values.replace(value, await secrets.seal(plain, value.purpose))
  }
}

/** Whether this machine opens all of it: refuses with SECRET_UNREADABLE, else answers how many there are. */
export async function openAll(db: Kysely<AgentTables>, secrets: Secrets): Promise<number> {
  const values = await sealedValuesRepository(db).all()
  for (const { purpose, sealed } of values) await secrets.open(sealed, purpose)
  return values.length
}
