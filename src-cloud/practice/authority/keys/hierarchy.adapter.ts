import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { PemConverter, X509Certificate } from '@peculiar/x509'
import { assertPractice, type Environment } from '../../assert-practice.policy.ts'
import { type Hierarchy, makeHierarchy } from './make-hierarchy.ts'
import { type Signer, signingAlgorithm } from './sign.ts'

/** Certificates issued now must not outlive their issuer; the longest profile stays far below this. */
const leastLeft = 365 * day

export const rootFileName = 'practice-root.pem'
const hierarchyFileName = 'practice-keys.pem'

/**
 * Root and issuing keys from the folder, made at the first start. One file (0600) holds keys and certificates, so that
 * a start cut short leaves all of them or none; the root alone is beside it for `--ca-root`.
 * Refuses with PRACTICE_IN_PRODUCTION before it reads or makes any key.
 */
export async function openHierarchy(folder: string, env: Environment, now: Instant): Promise<Hierarchy & { rootFile: string }> {
  assertPractice(env)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, hierarchyFileName)
  const kept = await load(file)
  const usable = kept && kept.issuer.certificate.notAfter.getTime() - now > leastLeft ? kept : undefined
  const hierarchy = usable ?? (await makeHierarchy(now))
  if (!usable) await replaceFile(file, await serialize(hierarchy), 0o600)
  const rootFile = join(folder, rootFileName)
  await replaceFile(rootFile, `${hierarchy.root.certificate.toString('pem')}\n`, 0o644)
  return { ...hierarchy, rootFile }
}

async function load(file: string): Promise<Hierarchy | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  const [rootCertificate, rootKey, issuerCertificate, issuerKey] = PemConverter.decode(text)
  if (!rootCertificate || !rootKey || !issuerCertificate || !issuerKey) throw new Error(`${file} is not what was written there`)
  return { root: await signerFrom(rootCertificate, rootKey), issuer: await signerFrom(issuerCertificate, issuerKey) }
}

async function signerFrom(certificate: ArrayBuffer, pkcs8: ArrayBuffer): Promise<Signer> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, signingAlgorithm, true, ['sign'])
  return { certificate: new X509Certificate(certificate), key }
}

async function serialize({ root, issuer }: Hierarchy): Promise<string> {
  const parts = await Promise.all(
    [root, issuer].map(async ({ certificate, key }) => {
      const pkcs8 = await crypto.subtle.exportKey('pkcs8', key)
      return `${certificate.toString('pem')}\n${PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`
    }),
  )
  return parts.join('')
}

async function replaceFile(file: string, text: string, mode: number): Promise<void> {
  const next = `${file}.new`
  await writeFile(next, text, { mode })
  await rename(next, file)
}
