import type { RandomBytes } from '../../system/random.port.ts'
import { chunkLength, type KdfParameters, kdfParameters, noncePrefixLength, saltLength, writeHeader } from './backup-header.policy.ts'
import { type StreamKey, sealChunk } from './chunk.policy.ts'
import { deriveFromPassphrase } from './passphrase-key.adapter.ts'

export interface Encryption {
  passphrase: string
  /** Fit for salts and nonces. */
  random: RandomBytes
  kdf?: KdfParameters
}

/** The bytes of a backup file, header first. */
export async function* encrypt(content: AsyncIterable<Uint8Array>, encryption: Encryption): AsyncGenerator<Uint8Array> {
  const { passphrase, random, kdf = kdfParameters } = encryption
  const facts = { kdf, salt: random(saltLength), noncePrefix: random(noncePrefixLength), chunkLength }
  const derived = await deriveFromPassphrase(passphrase, facts.salt, facts.kdf)
  const header = writeHeader(facts, derived)
  yield header
  const stream: StreamKey = { key: derived.subarray(0, 32), noncePrefix: facts.noncePrefix, header }
  let index = 0
  let waiting = Buffer.alloc(0)
  for await (const piece of content) {
    waiting = Buffer.concat([waiting, piece])
    // What fills a chunk exactly stays until more comes: only the end knows which chunk is the last.
    while (waiting.length > chunkLength) {
      yield sealChunk(stream, index++, false, waiting.subarray(0, chunkLength))
      waiting = waiting.subarray(chunkLength)
    }
  }
  yield sealChunk(stream, index, true, waiting)
}
