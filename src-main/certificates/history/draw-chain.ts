import type { KeyObject, X509Certificate } from 'node:crypto'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Chain, ChainLink } from '@mylzip/shared/operations/history.ts'
import { isIssuedBy } from '../../system/x509/certificates.policy.ts'
import { commonName } from '../../system/x509/distinguished-name.ts'

/** Roots that are trusted here, and by whom. */
export interface Anchors {
  machine: readonly X509Certificate[]
  /** For one authority: a practice setup's, or what a person has added. */
  given: readonly X509Certificate[]
}

/**
 * A chain as it was handed over (the certificate itself first), up to the root that it leads to. Each is trusted whose signatures
 * lead there; whatever its dates, because what has ended is told by them.
 */
export function drawChain(handedOver: readonly X509Certificate[], anchors: Anchors): Pick<Chain, 'links' | 'root'> {
  const known = { machine: anchorOf(handedOver, anchors.machine), given: anchorOf(handedOver, anchors.given) }
  const root = known.machine ? 'machine' : known.given ? 'given' : null
  const found = known.machine ?? known.given
  const links = handedOver.map((certificate, index) => linkOf(certificate, 'authority', found !== undefined && index <= found.below))
  // A root that was handed over too, or stands in for one that was, is drawn once.
  const isNew = found !== undefined && found.below === handedOver.length - 1 && !isSame(found.anchor, handedOver.at(-1))
  return { links: isNew ? [...links, linkOf(found.anchor, 'trusted-here', true)] : links, root }
}

/** The highest of the chain that a root vouches for, by its signature or by being it; all below it must be signed one by the next. */
function anchorOf(chain: readonly X509Certificate[], anchors: readonly X509Certificate[]) {
  let found: { anchor: X509Certificate; below: number } | undefined
  for (const [below, certificate] of chain.entries()) {
    if (below > 0 && !isSignedBy(chain[below - 1], certificate)) break
    const anchor = anchors.find((root) => isSame(root, certificate) || isIssuedBy(certificate, root))
    if (anchor) found = { anchor, below }
  }
  return found
}

const isSignedBy = (certificate: X509Certificate | undefined, issuer: X509Certificate) =>
  certificate !== undefined && isIssuedBy(certificate, issuer)

/** The same name and key: one that another authority has signed as well is the same to whoever trusts it. */
function isSame(one: X509Certificate, other: X509Certificate | undefined): boolean {
  return other !== undefined && one.subject === other.subject && one.publicKey.equals(other.publicKey)
}

function linkOf(certificate: X509Certificate, from: ChainLink['from'], trusted: boolean): ChainLink {
  const { fingerprint256, issuer, publicKey, serialNumber, subject, subjectAltName, validFromDate, validToDate } = certificate
  return {
    name: commonName(subject) ?? firstNameOf(subjectAltName) ?? serialNumber,
    subject: oneLine(subject),
    issuer: oneLine(issuer),
    serial: serialNumber.toUpperCase(),
    notBefore: toTimestamp(validFromDate.getTime()),
    notAfter: toTimestamp(validToDate.getTime()),
    key: keyOf(publicKey),
    sha256: fingerprint256.replaceAll(':', ''),
    from,
    trusted,
  }
}

/** Node writes one attribute a line; a name may be empty altogether (undefined in Node, whatever its types say). */
const oneLine = (name: string | undefined) => (name ?? '').split('\n').filter(Boolean).join(', ')

const firstNameOf = (names: string | undefined) => names?.split(', ')[0]?.replace(/^(DNS|IP Address):/, '')

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }

/** As the field writes it. */
function keyOf(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return `RSA ${modulusLength}`
  if (namedCurve !== undefined) return `ECDSA ${curves[namedCurve] ?? namedCurve}`
  return key.asymmetricKeyType ?? 'unknown'
}
