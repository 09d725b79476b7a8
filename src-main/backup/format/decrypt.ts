import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { headerLength, provesPassphrase, type ReadHeader, readHeader } from './backup-header.policy.ts'
import { openChunk, type StreamKey, tagLength } from './chunk.policy.ts'
import { deriveFromPassphrase } from './passphrase-key.adapter.ts'

/** Answers the next `length` bytes, fewer at the end and none after it. */
export type ReadBytes = (length: number) => Promise<Uint8Array>

/**
 * The content of a backup, piece by piece; each piece is proven before it is handed out, the whole once it has ended.
 * Refuses with BACKUP_FOREIGN, BACKUP_NEWER, BACKUP_PASSPHRASE_WRONG or BACKUP_DAMAGED. `file` is for the sentence.
 */
export async function* decrypt(file: string, read: ReadBytes, passphrase: string): AsyncGenerator<Uint8Array> {
  const header = usableHeader(file, await read(headerLength))
  const derived = await deriveFromPassphrase(passphrase, header.salt, header.kdf)
  if (!provesPassphrase(header, derived)) throw new Refusal('BACKUP_PASSPHRASE_WRONG', { file })
  const stream: StreamKey = { key: derived.subarray(0, 32), noncePrefix: header.noncePrefix, header: header.bytes }
  const sealedLength = header.chunkLength + tagLength
  let sealed = await read(sealedLength)
  for (let index = 0; ; index += 1) {
    const next = sealed.length < sealedLength ? new Uint8Array() : await read(sealedLength)
    const isLast = next.length === 0
    yield openOrRefuse(file, stream, index, isLast, sealed)
    if (isLast) return
    sealed = next
  }
}

function usableHeader(file: string, bytes: Uint8Array): ReadHeader {
  const header = readHeader(bytes)
  if (!('kind' in header)) return header
  if (header.kind === 'foreign') throw new Refusal('BACKUP_FOREIGN', { file })
  if (header.kind === 'newer') throw new Refusal('BACKUP_NEWER', { file, found: `format ${header.version}` })
  throw new Refusal('BACKUP_DAMAGED', { file, reason: 'its beginning was changed' })
}

function openOrRefuse(file: string, stream: StreamKey, index: number, isLast: boolean, sealed: Uint8Array): Uint8Array {
  try {
    return openChunk(stream, index, isLast, sealed)
  } catch (error) {
    throw new Refusal('BACKUP_DAMAGED', { file, reason: 'a part of it was changed, or is missing' }, { cause: error })
  }
}
