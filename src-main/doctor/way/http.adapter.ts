import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Clock } from '../../system/clock.port.ts'
import { httpDate } from '../../system/network/retry-after.policy.ts'
import { oneLine } from '../../system/one-line.policy.ts'
import type { SeenHttp } from './way.port.ts'

export interface GetRequest {
  /** Open, TLS and all. */
  socket: Socket
  /** The path, or for a proxy without a tunnel the whole URL. */
  path: string
  /** host[:port], as the URL has it. */
  host: string
  userAgent: string
  clock: Clock
  patience: number
}

const mostBody = 64 * 1024

/** One GET over a connection that is already there. */
export function get({ socket, path, host, userAgent, clock, patience }: GetRequest): Promise<{ seen: SeenHttp } | { failure: string }> {
  const askedAt = clock.now()
  const begun = performance.now()
  return new Promise((resolve) => {
    const headers = { host, 'user-agent': userAgent, accept: 'application/json, */*', connection: 'close' }
    const asking = request({ path, headers, createConnection: () => socket, signal: AbortSignal.timeout(patience) })
    asking.once('error', (error) =>
      resolve({ failure: error.name === 'AbortError' ? 'ETIMEDOUT' : (systemErrorCode(error) ?? error.message) }),
    )
    asking.once('response', (answer) => {
      const roundTripMs = Math.round(performance.now() - begun)
      const { headers: said, statusCode: status = 0 } = answer
      void beginningOf(answer).then((body) => {
        socket.destroy()
        resolve({
          seen: {
            status,
            contentType: said['content-type'] ?? '',
            location: said.location,
            server: typeof said.server === 'string' ? oneLine(said.server) : undefined,
            date: httpDate(said.date),
            at: askedAt + Math.round(roundTripMs / 2),
            roundTripMs,
            body,
          },
        })
      })
    })
    asking.end()
  })
}

/** What is cut off in the middle still says what it says. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length >= mostBody) break
    }
  } catch {
    // Its end is missing, its beginning is there.
  }
  return Buffer.concat(chunks).subarray(0, mostBody).toString()
}
