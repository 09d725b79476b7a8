import { get, type IncomingMessage } from 'node:http'
import { Problem } from '../problem.ts'
import { assertLoopback } from './loopback.policy.ts'
import type { Attempt } from './validation.service.ts'

export interface HttpResponder {
  address: string
  port: number
}

const longestAnswer = 1_024
const patienceMs = 3_000

/**
 * RFC 8555 §8.3, with every practice name taken to live on this machine at one port. Redirects are not followed: they
 * could lead off the machine.
 */
export function createHttp01({ address, port }: HttpResponder): Attempt {
  const host = assertLoopback(address)
  return async ({ name, token, keyAuthorization }) => {
    const path = `/.well-known/acme-challenge/${token}`
    const shown = `http://${name}:${port}${path}`
    const answer = await fetchText(host, port, path, name).catch((error: NodeJS.ErrnoException) => {
      throw new Problem('connection', `${shown} cannot be fetched: ${error.code ?? error.message}`)
    })
    if (answer.status !== 200) throw new Problem('unauthorized', `${shown} answered with status ${answer.status}`)
    if (answer.text.trimEnd() === keyAuthorization) return
    throw new Problem('unauthorized', `${shown} answered ${JSON.stringify(answer.text.slice(0, 100))}, which is not the key authorization`)
  }
}

function fetchText(host: string, port: number, path: string, name: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patienceMs)
    const options = { host, port, path, signal, agent: false, headers: { host: name, 'user-agent': 'mylzip-practice-ca' } }
    get(options, (response) => {
      readUpTo(response, longestAnswer).then((text) => resolve({ status: response.statusCode ?? 0, text }), reject)
    }).on('error', reject)
  })
}

async function readUpTo(response: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length > most) break
  }
  return Buffer.concat(parts).subarray(0, most).toString('utf8')
}
