import { X509Certificate } from 'node:crypto'
import type { ExportFormat } from '@mylzip/shared/domain/export-formats.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import type { FileContent } from '@mylzip/shared/domain/target-files.ts'
import { exportBundle } from '../../certificates/export/export-bundle.ts'
import { readBundle } from '../../certificates/reading/read-bundle.ts'
import type { KeyAndChain, Thumbprint } from '../../stores/store.port.ts'
import type { RandomBytes } from '../../system/random.port.ts'
import { isIssuedBy, keyMatches, splitCertificates, thumbprintOf } from '../../system/x509/certificates.policy.ts'

const formats: Readonly<Record<FileContent, ExportFormat>> = {
  fullchain: 'pem-fullchain',
  certificate: 'pem-certificate',
  chain: 'pem-chain',
  key: 'pem-key',
  combined: 'pem',
  pfx: 'pfx',
}

/** The bytes of one file. A password is for PFX alone. */
export async function contentFor(
  content: FileContent,
  bundle: KeyAndChain,
  password: string | undefined,
  random: RandomBytes,
): Promise<Uint8Array> {
  const { bytes } = await exportBundle(bundle, { format: formats[content], ...(content === 'pfx' && { password }) }, random)
  return bytes
}

/** The certificate that a file holds; undefined where it holds none, or not the key that belongs to it. */
export async function leafIn(content: FileContent, bytes: Uint8Array, password: string | undefined): Promise<X509Certificate | undefined> {
  try {
    if (content === 'pfx') return new X509Certificate((await readBundle([bytes], password)).certificatePem)
    const text = Buffer.from(bytes).toString('utf8')
    const [pem] = splitCertificates(text)
    const leaf = pem === undefined ? undefined : new X509Certificate(pem)
    return leaf && (content !== 'combined' || keyMatches(leaf, text)) ? leaf : undefined
  } catch (error) {
    if (isDefect(error)) throw error
    return undefined
  }
}

/** Whether what lies there goes with the certificate. */
export async function goesWith(
  leaf: X509Certificate,
  content: FileContent,
  bytes: Uint8Array,
  password: string | undefined,
): Promise<boolean> {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    if (content === 'key') return keyMatches(leaf, text)
    if (content !== 'chain') return thumbprint(await leafIn(content, bytes, password)) === thumbprintOf(leaf)
    const [issuer] = splitCertificates(text)
    return issuer === undefined || isIssuedBy(leaf, new X509Certificate(issuer))
  } catch (error) {
    if (isDefect(error)) throw error
    return false
  }
}

function thumbprint(leaf: X509Certificate | undefined): Thumbprint | undefined {
  return leaf && thumbprintOf(leaf)
}

/** Anybody may write there: what OpenSSL or the readers here do not understand is another file, and no defect. */
function isDefect(error: unknown): boolean {
  return !isRefusal(error) && !(error instanceof Error && 'code' in error)
}
