import { X509Certificate } from 'node:crypto'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuthorityRoot } from '@mylzip/shared/operations/authorities.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'

export type ReadRoots = { pem: string } | { reason: string }

/** What a person gives as an authority's root: the certificates of the text alone, or why they cannot be trusted for that. */
export function readRoots(text: string): ReadRoots {
  const pems = splitCertificates(text.replaceAll('\r\n', '\n'))
  if (pems.length === 0) return { reason: 'there is no certificate in PEM in it' }
  for (const pem of pems) {
    const root = parsed(pem)
    if (!root) return { reason: 'a certificate in it cannot be read' }
    // One that was made for a server is another at its next renewal, and vouches for nobody.
    if (!root.ca) return { reason: `${nameOf(root)} is the certificate of no authority` }
  }
  return { pem: [...new Set(pems)].join('') }
}

/** As they are shown. */
export function rootsView(pem: string | undefined): AuthorityRoot[] {
  return splitCertificates(pem ?? '').flatMap((each) => {
    const root = parsed(each)
    return root ? [{ name: nameOf(root), sha256: root.fingerprint256, notAfter: toTimestamp(root.validToDate.getTime()) }] : []
  })
}

function parsed(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem)
  } catch {
    return undefined
  }
}

function nameOf({ subject }: X509Certificate): string {
  return /^CN=(.+)$/m.exec(subject ?? '')?.[1] ?? (subject ?? '').replaceAll('\n', ', ')
}
