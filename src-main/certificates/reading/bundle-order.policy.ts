import type { KeyObject, X509Certificate } from 'node:crypto'
import { isIssuedBy } from '../../system/x509/certificates.policy.ts'

/** Longer than any chain that is served; a circle of cross-signed issuers ends here too. */
const longestChain = 32

/**
 * The certificate this key belongs to. Of several (renewed with the same key) the one that is valid longest, and one
 * that is no authority before one that is.
 */
export function leafOf(key: KeyObject, certificates: readonly X509Certificate[]): X509Certificate | undefined {
  return certificates
    .filter((certificate) => fits(certificate, key))
    .sort((a, b) => Number(a.ca) - Number(b.ca) || b.validToDate.getTime() - a.validToDate.getTime())[0]
}

/** The certificate that issued none of the others: the one a person means when there is no key to tell. */
export function likeliestLeaf(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  const issuesNone = (candidate: X509Certificate) =>
    !certificates.some((other) => other !== candidate && !isSame(other, candidate) && isIssuedBy(other, candidate))
  return certificates.find((candidate) => !candidate.ca) ?? certificates.find(issuesNone) ?? certificates[0]
}

/** From the leaf's issuer on, as far as what was found leads; what belongs to another chain is left out. */
export function issuersOf(leaf: X509Certificate, certificates: readonly X509Certificate[]): X509Certificate[] {
  const path = [leaf]
  while (path.length < longestChain) {
    const last = path[path.length - 1] ?? leaf
    if (isIssuedBy(last, last)) break
    const issuer = certificates.find((candidate) => !path.some((one) => isSame(one, candidate)) && isIssuedBy(last, candidate))
    if (!issuer) break
    path.push(issuer)
  }
  return path.slice(1)
}

function fits(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key)
  } catch {
    return false
  }
}

function isSame(one: X509Certificate, other: X509Certificate): boolean {
  return one === other || one.raw.equals(other.raw)
}
