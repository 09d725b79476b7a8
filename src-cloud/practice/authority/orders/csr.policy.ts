import type { Pkcs10CertificateRequest, PublicKey } from '@peculiar/x509'
import { SubjectAlternativeNameExtension } from '@peculiar/x509'
import { Problem } from '../problem.ts'

/** RFC 8555 §7.4: the request asks for exactly the order's names, and for nothing else. Throws badCSR. */
export function checkRequestedNames(csr: Pkcs10CertificateRequest, names: readonly string[]): void {
  const alternative = csr.extensions.flatMap((it) => (it instanceof SubjectAlternativeNameExtension ? it.names.items : []))
  const foreign = alternative.find((it) => it.type !== 'dns')
  if (foreign) throw new Problem('badCSR', `the request asks for ${foreign.value}, which is not a DNS name`)
  const commonNames = csr.subjectName.getField('CN')
  const asked = new Set([...alternative.map((it) => it.value), ...commonNames].map((it) => it.toLowerCase()))
  const ordered = new Set(names)
  const missing = names.filter((it) => !asked.has(it))
  const extra = [...asked].filter((it) => !ordered.has(it))
  if (missing.length > 0) throw new Problem('badCSR', `the request lacks ${missing.join(', ')}, which the order is for`)
  if (extra.length > 0) throw new Problem('badCSR', `the request asks for ${extra.join(', ')}, which the order is not for`)
}

const curves = new Set(['P-256', 'P-384', 'P-521'])

/** Throws badCSR for a key that a public CA would not certify either. */
export function checkKeyStrength(key: PublicKey): void {
  const algorithm = key.algorithm as { name: string; modulusLength?: number; namedCurve?: string }
  if (algorithm.name === 'RSASSA-PKCS1-v1_5') {
    const bits = algorithm.modulusLength ?? 0
    if (bits < 2048 || bits > 4096) throw new Problem('badCSR', `an RSA key has 2048 to 4096 bits, not ${bits}`)
    return
  }
  if (algorithm.name === 'ECDSA' && curves.has(algorithm.namedCurve ?? '')) return
  throw new Problem('badCSR', 'the key is of a kind that is not certified here')
}
