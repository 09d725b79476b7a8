import { createHash, X509Certificate } from 'node:crypto'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { day, type Instant, second } from '@mylzip/shared/domain/time.ts'

export interface ToldLeaf {
  fingerprint: string
  /** Hexadecimal, upper case. */
  serial: string
  names: string[]
  notAfter: Instant
  pem: string
}

/** CA/Browser Forum Baseline Requirements §6.3.2: none that a public authority issued was ever to be good for longer since 2020. */
const longest = 400 * day
/** No authority puts more names into one. */
const mostNames = 100

/**
 * What stands in a certificate that a device told of, or why it is none that an authority could have issued for it: only
 * such are worth the proofs and the requests that revoking it costs everybody.
 */
export function readToldCertificate(text: string, now: Instant): { leaf: ToldLeaf } | { fault: string } {
  try {
    const certificate = new X509Certificate(text)
    const names = (certificate.subjectAltName ?? '')
      .split(', ')
      .flatMap((entry) => /^(?:DNS|IP Address):([A-Za-z0-9.:*_-]+)$/.exec(entry)?.[1] ?? [])
      .map(canonicalName)
    const [notBefore, notAfter] = [certificate.validFromDate.getTime(), certificate.validToDate.getTime()]
    if (names.length === 0) return { fault: 'is no certificate for a name' }
    if (names.length > mostNames) return { fault: `has more than ${mostNames} names` }
    if (certificate.ca) return { fault: 'is an authority’s own certificate' }
    if (certificate.issuer === certificate.subject || certificate.verify(certificate.publicKey)) return { fault: 'is self-signed' }
    if (notAfter - notBefore > longest) return { fault: `is good for more than ${longest / day} days` }
    if (notAfter <= now) return { fault: 'has ended' }
    return {
      leaf: {
        fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
        serial: certificate.serialNumber.toUpperCase(),
        names,
        notAfter: Math.floor(notAfter / second) * second,
        pem: certificate.toString(),
      },
    }
  } catch {
    return { fault: 'is no certificate for a name' }
  }
}
