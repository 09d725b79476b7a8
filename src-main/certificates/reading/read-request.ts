import { createPublicKey } from 'node:crypto'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Pkcs10CertificateRequest } from '@peculiar/x509'
import { keyTypeOf } from './key-kind.policy.ts'
import { pemBlocks, pemText } from './pem.policy.ts'

/** A certificate request whose key lies where it was made. */
export interface ReadRequest {
  /** PKCS#10, DER: what the authority gets. */
  der: Uint8Array
  /** In the form names are compared in. */
  names: string[]
  keyType: KeyType
}

const mostBytes = 64 * 1024
const subjectAlternativeName = '2.5.29.17'

/**
 * A PKCS#10 request (RFC 2986) as PEM or DER. Refuses with CSR_UNREADABLE, CSR_SIGNATURE_WRONG, and KEY_NOT_TAKEN for a
 * key that no public authority certifies.
 */
export async function readRequest(bytes: Uint8Array): Promise<ReadRequest> {
  if (bytes.length > mostBytes) throw unreadable('it is larger than any request')
  const request = await parse(derOf(bytes))
  if (!(await isSignedByItself(request))) throw new Refusal('CSR_SIGNATURE_WRONG')
  const key = readable(() => createPublicKey({ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' }))
  return { der: new Uint8Array(request.rawData), names: await namesOf(request), keyType: keyTypeOf(key) }
}

/** Refuses with CSR_NAMES_DIFFER unless the request is for exactly these names. */
export function refuseOtherNames(request: Pick<ReadRequest, 'names'>, ordered: readonly string[]): void {
  const wanted = ordered.map(comparable)
  const missing = wanted.filter((name) => !request.names.includes(name))
  const extra = request.names.filter((name) => !wanted.includes(name))
  const said = [
    missing.length > 0 ? `${missing.join(', ')} not in the request` : '',
    extra.length > 0 ? `${extra.join(', ')} not ordered` : '',
  ]
  const difference = said.filter((part) => part !== '').join('; ')
  if (difference !== '') throw new Refusal('CSR_NAMES_DIFFER', { difference })
}

function derOf(bytes: Uint8Array): Uint8Array {
  const text = pemText(bytes)
  if (text === undefined) return bytes
  const block = pemBlocks(text).find(({ label }) => label === 'CERTIFICATE REQUEST' || label === 'NEW CERTIFICATE REQUEST')
  if (!block) throw unreadable('there is no certificate request in it')
  return block.der
}

async function parse(der: Uint8Array): Promise<Pkcs10CertificateRequest> {
  const { Pkcs10CertificateRequest } = await import('@peculiar/x509')
  return readable(() => new Pkcs10CertificateRequest(new Uint8Array(der)))
}

/** An algorithm that cannot be checked here is one that an authority would not take either. */
async function isSignedByItself(request: Pkcs10CertificateRequest): Promise<boolean> {
  return request.verify().catch(() => false)
}

/** Every name in the SAN, and the common name, which authorities put among them. */
async function namesOf(request: Pkcs10CertificateRequest): Promise<string[]> {
  const { SubjectAlternativeNameExtension } = await import('@peculiar/x509')
  const names = readable(() => {
    const extension = request.getExtension(subjectAlternativeName)
    return {
      alternative: extension ? new SubjectAlternativeNameExtension(extension.rawData).names.items : [],
      common: request.subjectName.getField('CN'),
    }
  })
  const other = names.alternative.find(({ type }) => type !== 'dns' && type !== 'ip')
  if (other) throw new Refusal('CSR_NAMES_DIFFER', { difference: `a name of the kind ${other.type}, which no authority certifies here` })
  return [...new Set([...names.common, ...names.alternative.map(({ value }) => value)].map(comparable))]
}

/** IPv6 addresses are written in many ways. */
function comparable(name: string): string {
  const canonical = canonicalName(name)
  return canonical.includes(':') ? (URL.parse(`http://[${canonical}]`)?.hostname.slice(1, -1) ?? canonical) : canonical
}

function readable<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (cause) {
    throw unreadable('it is damaged, or of another kind', cause)
  }
}

function unreadable(reason: string, cause?: unknown): Refusal {
  return new Refusal('CSR_UNREADABLE', { reason }, { cause })
}
