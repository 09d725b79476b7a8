import { createHash } from 'node:crypto'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { Pkcs10CertificateRequest, SubjectAlternativeNameExtension } from '@peculiar/x509'

export interface ReadRequest {
  /** Canonical, each once: those of the SAN, and the common name, which authorities put among them. */
  names: string[]
  /** SHA-256 over the public key (SPKI, DER), hex. */
  keyHash: string
}

const subjectAlternativeName = '2.5.29.17'

/** A PKCS#10 request (RFC 2986), DER as base64url. Refuses with CSR_UNREADABLE, CSR_SIGNATURE_WRONG or CSR_NAMES_DIFFER. */
export async function readRequest(csr: string): Promise<ReadRequest> {
  const read = readable(csr)
  if (!(await read.request.verify().catch(() => false))) throw new Refusal('CSR_SIGNATURE_WRONG')
  const other = read.alternative.find(({ type }) => type !== 'dns')
  if (other)
    throw new Refusal('CSR_NAMES_DIFFER', { difference: `a name of the kind ${other.type}, which the team’s account never orders` })
  const names = [...read.common, ...read.alternative.map(({ value }) => value)].map(canonicalName)
  return { names: [...new Set(names)], keyHash: createHash('sha256').update(read.publicKey).digest('hex') }
}

/** Refuses with CSR_NAMES_DIFFER unless both are the same names. */
export function refuseOtherNames(asked: readonly string[], ordered: readonly string[]): void {
  const extra = asked.filter((name) => !ordered.includes(name))
  const missing = ordered.filter((name) => !asked.includes(name))
  const said = [
    ...(missing.length > 0 ? [`${missing.join(', ')} not in the request`] : []),
    ...(extra.length > 0 ? [`${extra.join(', ')} not ordered`] : []),
  ]
  if (said.length > 0) throw new Refusal('CSR_NAMES_DIFFER', { difference: said.join('; ').slice(0, 400) })
}

function readable(csr: string) {
  try {
    const der = new Uint8Array(Buffer.from(csr, 'base64url'))
    const request = new Pkcs10CertificateRequest(der)
    const extension = request.getExtension(subjectAlternativeName)
    return {
      request,
      publicKey: new Uint8Array(request.publicKey.rawData),
      alternative: extension ? new SubjectAlternativeNameExtension(extension.rawData).names.items : [],
      common: request.subjectName.getField('CN'),
    }
  } catch (cause) {
    throw new Refusal('CSR_UNREADABLE', { reason: 'it is no PKCS#10 request' }, { cause })
  }
}
