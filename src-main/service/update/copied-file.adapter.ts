import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull, systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Bytes } from './installer.policy.ts'

/** No installer is larger. */
const largest = 1_000_000_000

/**
 * Copies what a file holds, and nothing else of it (rights, streams, links), to where none lies yet; answers what was written. Refuses with
 * INPUT_FILE_UNREADABLE or DISK_FULL. Throws what the system says where it cannot be written.
 */
export async function copyFileDigested(from: string, to: string): Promise<Bytes> {
  const source = await open(from, 'r').catch((error: unknown) => {
    const code = systemErrorCode(error) ?? 'unknown'
    throw new Refusal('INPUT_FILE_UNREADABLE', { file: from, reason: code === 'ENOENT' ? 'it is not there' : code }, { cause: error })
  })
  try {
    // What is looked at is what was opened. A device may never end.
    if (!(await source.stat()).isFile()) throw new Refusal('INPUT_FILE_UNREADABLE', { file: from, reason: 'it is no ordinary file' })
    const hash = createHash('sha512')
    let size = 0
    const digest = new Transform({
      transform(chunk: Buffer, _, done) {
        size += chunk.length
        hash.update(chunk)
        if (size > largest) done(new Refusal('INPUT_FILE_UNREADABLE', { file: from, reason: 'it is far too large to be meant' }))
        else done(null, chunk)
      },
    })
    await pipeline(source.createReadStream({ autoClose: false }), digest, createWriteStream(to, { flags: 'wx', flush: true })).catch(
      (error: unknown) => {
        throw isDiskFull(error) ? new Refusal('DISK_FULL', { folder: dirname(to) }, { cause: error }) : error
      },
    )
    return { size, sha512: hash.digest('base64') }
  } finally {
    await source.close()
  }
}
