import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { z } from 'zod'
import { withBackupFile } from '../file/read-backup-file.adapter.ts'
import { decrypt } from '../format/decrypt.ts'
import { createPieces, type Pieces } from '../format/pieces.ts'
import { composedPassphrase } from '../passphrase.policy.ts'
import { Manifest, type OpenedSecret, OpenedSecrets } from './manifest.ts'

export interface BackupContent {
  manifest: Manifest
  secrets: OpenedSecret[]
}

/** What is made of the database while it is read. */
export type DatabaseSink = (pieces: AsyncIterable<Uint8Array>, manifest: Manifest) => Promise<void>

/** Far more than a device with a thousand certificates needs, and no more than a process can hold. */
const longestJson = 64 * 1024 * 1024

/**
 * Reads a backup from end to end; when it has answered, every byte was proven. Refuses with BACKUP_UNREADABLE,
 * BACKUP_FOREIGN, BACKUP_NEWER, BACKUP_PASSPHRASE_WRONG or BACKUP_DAMAGED, and as `sink` does.
 */
export async function readContent(file: string, passphrase: string, sink: DatabaseSink = readOver): Promise<BackupContent> {
  return withBackupFile(file, async (read) => {
    const pieces = createPieces(decrypt(file, read, composedPassphrase(passphrase)))
    const manifest = await asDamage(file, readJson(pieces, Manifest))
    const secrets = await asDamage(file, readJson(pieces, OpenedSecrets))
    await sink(damageIn(file, pieces.pass(manifest.databaseBytes)), manifest)
    if (!(await pieces.isAtEnd())) throw damaged(file, 'there is more in it than it says')
    return { manifest, secrets }
  })
}

async function readOver(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of pieces);
}

async function readJson<T>(pieces: Pieces, schema: z.ZodType<T>): Promise<T> {
  const length = Buffer.from(await pieces.take(8)).readBigUInt64BE()
  if (length > longestJson) throw new Error('a list of it is too long')
  return schema.parse(JSON.parse(Buffer.from(await pieces.take(Number(length))).toString('utf8')))
}

async function asDamage<T>(file: string, reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    throw isRefusal(error) ? error : damaged(file, 'its list of contents cannot be read', error)
  })
}

async function* damageIn(file: string, pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces
  } catch (error) {
    throw isRefusal(error) ? error : damaged(file, 'its database is not whole', error)
  }
}

function damaged(file: string, reason: string, cause?: unknown): Refusal {
  return new Refusal('BACKUP_DAMAGED', { file, reason }, { cause })
}
