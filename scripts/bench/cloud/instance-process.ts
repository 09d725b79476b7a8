import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { signingKey } from '../../../test/support/cloud.ts'

const program = fileURLToPath(new URL('instance.ts', import.meta.url))
const bareProgram = fileURLToPath(new URL('bare-instance.ts', import.meta.url))

export interface Instance {
  url: string
  dnsPort: number
  /** Resident, 10^6 bytes, after a full collection. */
  residentMb(): Promise<number>
  stop(): Promise<void>
}

/** An instance of the cloud on this database. */
export const startInstance = (databaseUrl: string) => start(program, databaseUrl, JSON.stringify(signingKey))

/** A Fastify with one route and one query, on the same database. */
export const startBareInstance = (databaseUrl: string) => start(bareProgram, databaseUrl)

async function start(file: string, ...args: string[]): Promise<Instance> {
  const child = spawn(process.execPath, ['--expose-gc', file, ...args], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'close')
  const next = async <Message>() => {
    const [message] = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('the instance has ended')))])
    return message as Message
  }
  const { url, dnsPort } = await next<{ url: string; dnsPort: number }>()
  return {
    url,
    dnsPort,
    async residentMb() {
      child.send('memory')
      return (await next<{ residentMb: number }>()).residentMb
    },
    async stop() {
      child.kill()
      await ended
    },
  }
}
