import { X509Certificate } from 'node:crypto'
import { loadAsn1 } from '../../system/asn1/asn1.ts'
import { oids } from '../pkcs/oids.policy.ts'

/** Certificates and nothing else: signed data that nobody signed (RFC 2315 §9.1). DER. */
export async function makePkcs7(certificatesPem: readonly string[]): Promise<Buffer> {
  const asn1 = await loadAsn1()
  const certificates = certificatesPem.map((pem) => asn1.parse(new X509Certificate(pem).raw))
  const content = asn1.sequence(asn1.oid(oids.data))
  const signedData = asn1.sequence(asn1.integer(1), asn1.set(), content, asn1.tagged(0, ...certificates), asn1.set())
  return asn1.der(asn1.sequence(asn1.oid(oids.signedData), asn1.tagged(0, signedData)))
}
