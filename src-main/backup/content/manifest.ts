import { BackupContents } from '@mylzip/shared/operations/backup.ts'
import { z } from 'zod'

/** What lies first in a backup: enough to say what is in it, and whether this version can read the rest. */
export const Manifest = z.object({
  contents: BackupContents,
  /** The device's public key, as its row has it: whether two databases are of one device. */
  publicKey: z.string().nullable(),
  /** Those its database has seen. */
  migrations: z.array(z.string()),
  databaseBytes: z.int().positive(),
})
export type Manifest = z.infer<typeof Manifest>

/** What is sealed on the machine that is backed up lies open in here: the backup as a whole is sealed. */
export const OpenedSecret = z.object({
  table: z.string(),
  column: z.string(),
  /** The row's primary key. */
  row: z.record(z.string(), z.union([z.string(), z.number()])),
  purpose: z.string(),
  /** base64 */
  value: z.string(),
})
export type OpenedSecret = z.infer<typeof OpenedSecret>

export const OpenedSecrets = z.array(OpenedSecret)
