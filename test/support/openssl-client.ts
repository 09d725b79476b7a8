import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { opensslIsThere } from './openssl.ts'

/** Why tests with OpenSSL's own tool are skipped; empty when it is there. */
export const noOpenssl = opensslIsThere ? '' : ' (skipped: openssl is not installed)'

/** Runs it beside the test, so that it can talk to a server in this process; answers all it wrote. */
export async function runOpenssl(...args: string[]): Promise<string> {
  const child = spawn('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  await once(child, 'close')
  return output
}
