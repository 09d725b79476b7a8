import { X509Certificate as NodeCertificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { thumbprintOf } from '../system/x509/certificates.policy.ts'
import { commonName } from '../system/x509/distinguished-name.ts'
import type { IssuedFacts } from './authority.port.ts'

/** Reads one certificate (PEM). Refuses with ACME_PROTOCOL when it cannot be read. */
export async function readIssuedCertificate(pem: string): Promise<IssuedFacts> {
  const { AuthorityKeyIdentifierExtension, SubjectAlternativeNameExtension, X509Certificate } = await import('@peculiar/x509')
  try {
    const node = new NodeCertificate(pem)
    if (node.serialNumber.startsWith('-')) throw new Error('its serial number is negative (RFC 5280 §4.1.2.2)')
    const certificate = new X509Certificate(node.raw)
    const keyId = certificate.getExtension(AuthorityKeyIdentifierExtension)?.keyId
    const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? []
    return {
      serial: node.serialNumber.toUpperCase(),
      thumbprint: thumbprintOf(node),
      issuer: commonName(node.issuer) ?? 'an issuer without a name',
      notBefore: certificate.notBefore.getTime(),
      notAfter: certificate.notAfter.getTime(),
      names: names.filter(({ type }) => type === 'dns' || type === 'ip').map(({ value }) => value),
      ariId: keyId && `${base64url(keyId)}.${base64url(asDer(node.serialNumber))}`,
    }
  } catch (cause) {
    throw new Refusal('ACME_PROTOCOL', { detail: 'the certificate cannot be read' }, { cause })
  }
}

/** The integer's bytes as DER has them: a 00 keeps a high first bit from being a sign (RFC 9773 §4.1). Libraries strip it. */
function asDer(hex: string): string {
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return Number.parseInt(even.slice(0, 2), 16) >= 0x80 ? `00${even}` : even
}

function base64url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url')
}
