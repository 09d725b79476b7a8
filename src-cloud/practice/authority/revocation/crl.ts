import { day, type Instant } from '@mylzip/shared/domain/time.ts'
import { AuthorityKeyIdentifierExtension, Extension, X509CrlGenerator } from '@peculiar/x509'
import { type Signer, signingAlgorithm } from '../keys/sign.ts'
import type { Issued } from '../model.ts'

/** The issuer's list of certificates revoked before their end (RFC 5280 §5), DER. */
export async function makeRevocationList(revoked: readonly Issued[], issuer: Signer, now: Instant): Promise<Uint8Array> {
  const list = await X509CrlGenerator.create({
    issuer: issuer.certificate.subjectName,
    thisUpdate: new Date(now),
    nextUpdate: new Date(now + 7 * day),
    signingKey: issuer.key,
    signingAlgorithm,
    extensions: [await AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey), listNumber(now)],
    entries: revoked.map((it) => ({
      serialNumber: it.serial,
      revocationDate: new Date(it.revokedAt ?? now),
      // RFC 5280 §5.3.1: "unspecified" is said by leaving the reason out.
      ...(it.revocationReason ? { reason: it.revocationReason } : {}),
    })),
  })
  return new Uint8Array(list.rawData)
}

/** Grows with time, which is all that RFC 5280 §5.2.3 asks; six octets hold the milliseconds for longer than X.509 will. */
function listNumber(now: Instant): Extension {
  const value = Buffer.alloc(8)
  value.writeUInt8(0x02, 0)
  value.writeUInt8(6, 1)
  value.writeUIntBE(now, 2, 6)
  return new Extension('2.5.29.20', false, value)
}
