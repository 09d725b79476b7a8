import { readFile, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { join } from 'node:path'
import type { Ground } from './foreign-clients.ts'

/**
 * What `openssl verify` says of a full chain (leaf first) for a host name, against the practice root alone. Throws with
 * what it says when it says no. With `revocation`, the CA's revocation list is fetched and checked too.
 */
export async function verifyChain(ground: Ground, fullChain: string, host: string, { revocation = false } = {}): Promise<string> {
  const { caRootFile } = ground.stack.addresses
  const checks = ['-x509_strict', '-purpose', 'sslserver', '-verify_hostname', host, '-CAfile', caRootFile, '-untrusted', fullChain]
  const listed = revocation ? ['-crl_check', '-CRLfile', await fetchRevocationList(ground)] : []
  return ground.run('openssl', ['verify', ...checks, ...listed, fullChain])
}

async function fetchRevocationList(ground: Ground): Promise<string> {
  const { caRootFile, directoryUrl } = ground.stack.addresses
  const ca = await readFile(caRootFile)
  const der = await new Promise<Buffer>((resolve, reject) => {
    get(new URL('/crl', directoryUrl), { ca }, async (response) => {
      const parts: Buffer[] = []
      for await (const part of response as AsyncIterable<Buffer>) parts.push(part)
      resolve(Buffer.concat(parts))
    }).on('error', reject)
  })
  const file = join(ground.folder, 'revoked.crl')
  await writeFile(file, der)
  await ground.run('openssl', ['crl', '-inform', 'DER', '-in', file, '-out', `${file}.pem`])
  return `${file}.pem`
}
