import { createReadStream } from 'node:fs'
import type { Manifest, OpenedSecret } from './manifest.ts'

/** What is sealed, in this order: the manifest and the secrets as JSON, each after its length (8 bytes), then the database. */
export async function* writeContent(
  manifest: Manifest,
  secrets: readonly OpenedSecret[],
  databaseFile: string,
): AsyncGenerator<Uint8Array> {
  for (const part of [manifest, secrets]) {
    const json = Buffer.from(JSON.stringify(part), 'utf8')
    const length = Buffer.alloc(8)
    length.writeBigUInt64BE(BigInt(json.length))
    yield length
    yield json
  }
  for await (const piece of createReadStream(databaseFile)) yield piece as Uint8Array
}
