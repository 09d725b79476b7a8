import { day, hour, type Instant } from '@mylzip/shared/domain/time.ts'
import {
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
} from '@peculiar/x509'
import { randomSerial } from './random-serial.ts'
import { generateSigningKey, type Signer, signCertificate } from './sign.ts'

/** What the CA's own HTTPS shows, by the practice root. Made at each start, so its key is never written down. */
export async function makeServerCertificate(root: Signer, now: Instant): Promise<{ key: string; cert: string }> {
  const keys = await generateSigningKey()
  const certificate = await signCertificate(
    {
      subject: 'CN=localhost, O=MyL.Zip Practice',
      publicKey: keys.publicKey,
      serialNumber: randomSerial(),
      notBefore: new Date(now - hour),
      notAfter: new Date(now + 365 * day),
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
          { type: 'ip', value: '::1' },
        ]),
      ],
    },
    root,
  )
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return { key: PemConverter.encode(pkcs8, 'PRIVATE KEY'), cert: certificate.toString('pem') }
}
