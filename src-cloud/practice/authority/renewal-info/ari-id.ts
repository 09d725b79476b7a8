import { AuthorityKeyIdentifierExtension, type X509Certificate } from '@peculiar/x509'
import { derSerial } from '../keys/random-serial.ts'

/** RFC 9773 §4.1: base64url(AKI keyIdentifier) "." base64url(serial as DER integer value, its leading 00 kept). */
export function ariIdOf(certificate: X509Certificate): string {
  const keyId = certificate.getExtension(AuthorityKeyIdentifierExtension)?.keyId
  if (!keyId) throw new TypeError('a certificate issued here names its issuer’s key')
  return [keyId, derSerial(certificate.serialNumber)].map((hex) => Buffer.from(hex, 'hex').toString('base64url')).join('.')
}
