import { hour, type Instant } from '@mylzip/shared/domain/time.ts'
import {
  BasicConstraintsExtension,
  CRLDistributionPointsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type PublicKey,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509'
import type { Profile } from '../profiles.ts'
import { ariIdOf } from '../renewal-info/ari-id.ts'
import { derSerial, randomSerial } from './random-serial.ts'
import { type Signer, signCertificate } from './sign.ts'

export interface Request {
  publicKey: PublicKey
  names: readonly string[]
  profile: Profile
  crlUrl: string
}

/** Makes the leaf. Dated back an hour, as public CAs do for devices whose clocks are slow. */
export async function issueCertificate({ publicKey, names, profile, crlUrl }: Request, issuer: Signer, now: Instant) {
  const notBefore = Math.floor((now - hour) / 1000) * 1000
  const notAfter = notBefore + profile.lifetime
  const serialNumber = randomSerial()
  const commonName = profile.commonName ? names.find((name) => name.length <= 64) : undefined
  const certificate = await signCertificate(
    {
      subject: commonName ? `CN=${commonName}` : '',
      publicKey,
      serialNumber,
      notBefore: new Date(notBefore),
      notAfter: new Date(notAfter),
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(keyUsages(publicKey, profile), true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          names.map((value) => ({ type: 'dns', value })),
          // RFC 5280 §4.2.1.6: critical where the subject is empty.
          commonName === undefined,
        ),
        new CRLDistributionPointsExtension([crlUrl]),
      ],
    },
    issuer,
  )
  const chain = [certificate, issuer.certificate].map((it) => `${it.toString('pem')}\n`).join('')
  return { chain, serial: derSerial(serialNumber), ariId: ariIdOf(certificate), notBefore, notAfter }
}

function keyUsages(publicKey: PublicKey, profile: Profile): KeyUsageFlags {
  const encipherment = profile.keyEncipherment && publicKey.algorithm.name.startsWith('RSA')
  return encipherment ? KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment : KeyUsageFlags.digitalSignature
}
