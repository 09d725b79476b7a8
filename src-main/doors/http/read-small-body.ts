import type { IncomingMessage } from 'node:http'

/** The body as text; undefined when it is longer than `most` bytes. What is too long is not read to its end. */
export async function readSmallBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
