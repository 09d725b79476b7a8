import { webcrypto } from 'node:crypto'
import { day } from '@mylzip/shared/domain/time.ts'
import * as x509 from '@peculiar/x509'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readToldCertificate } from '#cloud/modules/device-state/told-certificate.policy.ts'
import { createTestAuthority } from '../../../../support/test-authority.ts'

const authority = await createTestAuthority()
const now = Date.now()
const name = 'k7f3.acme.myl.test'

async function selfSigned(subject: string): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  const certificate = await x509.X509CertificateGenerator.create({
    subject,
    issuer: 'CN=Let’s Encrypt',
    notBefore: new Date(now - day),
    notAfter: new Date(now + day),
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  })
  return certificate.toString('pem')
}

describe('a certificate that a device tells of', () => {
  it('is kept with its names, its serial number and its end', async () => {
    const { certificatePem, thumbprint } = await authority.issue({ names: [name, `*.${name.toUpperCase()}`], notAfter: now + 90 * day })
    expect(readToldCertificate(certificatePem, now)).toMatchObject({
      leaf: {
        names: [name, `*.${name}`],
        notAfter: Math.floor((now + 90 * day) / 1_000) * 1_000,
        serial: expect.stringMatching(/^[0-9A-F]+$/),
      },
    })
    expect(thumbprint).not.toBe('')
  })

  it('is refused when no public authority could have issued it', async () => {
    const fault = (pem: string) => readToldCertificate(pem, now)
    const issued = async (request: Parameters<typeof authority.issue>[0]) => (await authority.issue(request)).certificatePem
    expect(fault(await selfSigned('CN=Let’s Encrypt'))).toEqual({ fault: 'is self-signed' })
    expect(fault(await selfSigned('CN=somebody'))).toEqual({ fault: 'is self-signed' })
    expect(fault(await issued({ names: [name], notBefore: now, notAfter: now + 401 * day }))).toEqual({
      fault: 'is good for more than 400 days',
    })
    expect(fault(await issued({ names: [name], notBefore: now - 2 * day, notAfter: now - day }))).toEqual({ fault: 'has ended' })
    expect(fault(await issued({ names: [] }))).toEqual({ fault: 'is no certificate for a name' })
    const many = Array.from({ length: 101 }, (_, index) => `n${index}.${name}`)
    expect(fault(await issued({ names: many }))).toEqual({ fault: 'has more than 100 names' })
    expect(fault(authority.rootPem)).toHaveProperty('fault')
  })

  it('may be any text: then it is none', () => {
    fc.assert(fc.property(fc.string(), (text) => 'fault' in readToldCertificate(text, now)))
  })
})
