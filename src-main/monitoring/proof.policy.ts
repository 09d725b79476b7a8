import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { isIssuedBy, thumbprintOf } from '../system/x509/certificates.policy.ts'
import type { ProbeRequest } from './probe.port.ts'

/** The name a client would ask for: of a wildcard, any name under it. */
export function askedName(name: string): string {
  return name.replace(/^\*\./, 'any-name.')
}

/** What is wrong with the leaf itself, if anything. */
export function leafRefusal({ label, expected, name }: ProbeRequest, leaf: X509Certificate, now: Instant): Refusal | undefined {
  const target = label
  const found = thumbprintOf(leaf)
  if (found !== expected) return new Refusal('PROOF_WRONG_CERTIFICATE', { target, found, expected })
  if (!isFor(leaf, askedName(name))) return new Refusal('PROOF_WRONG_NAME', { target, name, found: leaf.subjectAltName ?? '' })
  const { validFromDate, validToDate } = leaf
  if (now >= validFromDate.getTime() && now < validToDate.getTime()) return undefined
  const [notBefore, notAfter] = [validFromDate, validToDate].map((date) => toTimestamp(date.getTime()))
  return new Refusal('PROOF_NOT_VALID', { target, notBefore: notBefore ?? '', notAfter: notAfter ?? '', now: toTimestamp(now) })
}

/** Browsers no longer look at the common name (RFC 9525 §2). */
function isFor(leaf: X509Certificate, name: string): boolean {
  return (isIP(name) ? leaf.checkIP(name) : leaf.checkHost(name, { subject: 'never' })) !== undefined
}

/**
 * The issuer a server should have sent and did not. Some clients fetch or remember intermediates and others fail, so
 * what is served must lead by itself to an issuer that is known: to a root, or to the last certificate that the CA
 * handed over where its root is unknown here.
 */
export function missingIssuer(served: X509Certificate[], known: X509Certificate[], endsAtRoot: boolean): string | undefined {
  const top = topOf(served)
  if (isRoot(top)) return undefined
  const issuers = known.filter((issuer) => isIssuedBy(top, issuer))
  if (issuers.some(isRoot)) return undefined
  const wasHandedOver = !endsAtRoot && issuers.length === 0 && known.some((issuer) => issuer.fingerprint256 === top.fingerprint256)
  return wasHandedOver ? undefined : oneLine(top.issuer)
}

/** As far as the served certificates lead from the leaf; servers may send them in any order (RFC 8446 §4.4.2). */
function topOf(served: X509Certificate[]): X509Certificate {
  let [top, ...others] = served as [X509Certificate, ...X509Certificate[]]
  for (;;) {
    const next = isRoot(top) ? undefined : others.find((other) => isIssuedBy(top, other))
    if (!next) return top
    others = others.filter((other) => other !== next)
    top = next
  }
}

function isRoot(certificate: X509Certificate): boolean {
  return isIssuedBy(certificate, certificate)
}

const untrusted: Record<string, string> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'its root is not one of them',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it vouches for itself only',
  CERT_HAS_EXPIRED: 'a certificate of its chain has ended',
  CERT_NOT_YET_VALID: 'a certificate of its chain is not valid yet',
  CERT_SIGNATURE_FAILURE: 'a signature in its chain is wrong',
  INVALID_PURPOSE: 'it was not issued for servers',
  CERT_REVOKED: 'it was revoked',
}

/** OpenSSL's code in words; what it does not find is named by the last certificate that is there. */
export function untrustedReason(code: string, served: X509Certificate[]): string {
  return untrusted[code] ?? (/UNABLE_TO/.test(code) ? `nothing here vouches for ${oneLine(topOf(served).issuer)}` : code)
}

function oneLine(distinguishedName: string): string {
  return distinguishedName.replaceAll('\n', ', ')
}
