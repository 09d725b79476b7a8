import { get, type IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { ChallengeTask } from '../challenge.port.ts'
import { answerFolder } from './answer-path.policy.ts'

/** Refuses with WEBROOT_NOT_SERVED when something else is shown than what lies in `folder`. */
export type LookServed = (task: ChallengeTask, folder: string) => Promise<void>

export interface LookNeeds {
  /** The system's own resolver: every address of a name, empty when it knows none. */
  resolve(name: string): Promise<string[]>
  /** Where CAs look: 80, but for tests. */
  port: number
  log?: Log | undefined
}

const patience = 5 * second
const longestAnswer = 1_024

/**
 * Looks as a CA will, from this machine. That it cannot look is no failure: behind many routers a network's own names
 * cannot be reached from inside. A redirect is followed by CAs and not from here.
 */
export function createLookServed({ resolve, port, log }: LookNeeds): LookServed {
  async function look(address: string, { name, token, keyAuthorization }: ChallengeTask, folder: string): Promise<void> {
    const host = isIP(name) === 6 ? `[${name}]` : name
    const path = `${answerFolder}${token}`
    const seen = await fetchText(address, port, path, host).catch((error: NodeJS.ErrnoException) => {
      log?.warn('the answer for the certificate authority could not be looked at', { name, address, reason: error.code ?? error.message })
    })
    if (!seen || (seen.status >= 300 && seen.status < 400)) return
    if (seen.status === 200 && seen.text.trimEnd() === keyAuthorization) return
    const found = seen.status === 200 ? 'with something else' : `with status ${seen.status}`
    throw new Refusal('WEBROOT_NOT_SERVED', { name, folder, url: `http://${host}${port === 80 ? '' : `:${port}`}${path}`, address, found })
  }

  return async (task, folder) => {
    const addresses = isIP(task.name) ? [task.name] : await resolve(task.name)
    if (addresses.length === 0) log?.warn('a name to be proven by HTTP leads nowhere from here', { name: task.name })
    await Promise.all(addresses.map((address) => look(address, task, folder)))
  }
}

function fetchText(address: string, port: number, path: string, host: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(patience)
    const asking = get({ host: address, port, path, signal, agent: false, headers: { host, 'user-agent': 'MyLZip-SSL' } }, (answer) => {
      upTo(answer, longestAnswer).then((text) => resolve({ status: answer.statusCode ?? 0, text }), reject)
    })
    asking.on('error', reject)
  })
}

async function upTo(answer: IncomingMessage, most: number): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part)
    length += part.length
    if (length > most) break
  }
  return Buffer.concat(parts).toString('utf8')
}
