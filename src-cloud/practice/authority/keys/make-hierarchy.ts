import { day, hour, type Instant } from '@mylzip/shared/domain/time.ts'
import {
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { practiceNameConstraints } from './name-constraints.ts'
import { issuerName, rootName } from './practice-names.ts'
import { randomSerial } from './random-serial.ts'
import { generateSigningKey, type Signer, signCertificate, signingAlgorithm } from './sign.ts'

const lifetime = 5 * 365 * day

export interface Hierarchy {
  root: Signer
  issuer: Signer
}

/** A root and the intermediate that does the daily work, as public CAs have it, so that clients must send a chain. */
export async function makeHierarchy(now: Instant): Promise<Hierarchy> {
  const root = await makeRoot(now)
  const keys = await generateSigningKey()
  const certificate = await signCertificate(
    { subject: issuerName, publicKey: keys.publicKey, serialNumber: randomSerial(), ...validity(now), extensions: authorityExtensions(0) },
    root,
  )
  return { root, issuer: { certificate, key: keys.privateKey } }
}

async function makeRoot(now: Instant): Promise<Signer> {
  const keys = await generateSigningKey()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: rootName,
    keys,
    serialNumber: randomSerial(),
    ...validity(now),
    signingAlgorithm,
    extensions: [...authorityExtensions(1), await SubjectKeyIdentifierExtension.create(keys.publicKey)],
  })
  return { certificate, key: keys.privateKey }
}

function validity(now: Instant) {
  return { notBefore: new Date(now - hour), notAfter: new Date(now + lifetime) }
}

function authorityExtensions(pathLength: number) {
  return [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    practiceNameConstraints(),
  ]
}
