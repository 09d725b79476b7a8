import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readIssuedCertificate } from '#main/acme/issued-certificate.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

/** RFC 9773, Appendix A. */
const rfcExample = `-----BEGIN CERTIFICATE-----
MIIBQzCB66ADAgECAgUAh2VDITAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpFeGFt
cGxlIENBMCIYDzAwMDEwMTAxMDAwMDAwWhgPMDAwMTAxMDEwMDAwMDBaMBYxFDAS
BgNVBAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeBZu
7cbpAYNXZLbbh8rNIzuOoqOOtmxA1v7cRm//AwyMwWxyHz4zfwmBhcSrf47NUAFf
qzLQ2PPQxdTXREYEnKMjMCEwHwYDVR0jBBgwFoAUaYhba4dGQEHhs3uEe6CuLN4B
yNQwCgYIKoZIzj0EAwIDRwAwRAIge09+S5TZAlw5tgtiVvuERV6cT4mfutXIlwTb
+FYN/8oCIClDsqBklhB9KAelFiYt9+6FDj3z4KGVelYM5MdsO3pK
-----END CERTIFICATE-----
`

describe('what a certificate says of itself', () => {
  test('has the ARI identifier of RFC 9773’s own example, its serial’s leading zero byte kept', async () => {
    const facts = await readIssuedCertificate(rfcExample)
    expect(facts.ariId).toBe('aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE')
    expect(facts).toMatchObject({ serial: '87654321', issuer: 'Example CA', names: [] })
  })

  test('holds the serial byte for byte as it stands in the certificate', async () => {
    const authority = await createTestAuthority('Serials')
    for (let round = 0; round < 20; round += 1) {
      const { certificatePem } = await authority.issue({ names: ['a.myl.test'] })
      const { ariId } = await readIssuedCertificate(certificatePem)
      const der = new X509Certificate(certificatePem).raw
      const serial = Buffer.from(ariId?.split('.')[1] ?? '', 'base64url')
      // INTEGER, its length, its bytes: exactly so it stands in the certificate.
      expect(der.includes(Buffer.concat([Buffer.from([0x02, serial.length]), serial]))).toBe(true)
    }
  })

  test('is read from one that a CA made', async () => {
    const authority = await createTestAuthority('Reading')
    const notBefore = Date.parse('2026-11-21T07:00:00Z')
    const notAfter = Date.parse('2027-01-24T07:00:00Z')
    const issued = await authority.issue({ names: ['a.myl.test', '*.a.myl.test'], notBefore, notAfter })
    expect(await readIssuedCertificate(issued.certificatePem)).toMatchObject({
      thumbprint: issued.thumbprint,
      issuer: 'Reading Intermediate',
      notBefore,
      notAfter,
      names: ['a.myl.test', '*.a.myl.test'],
      serial: expect.stringMatching(/^[0-9A-F]+$/),
      ariId: expect.stringMatching(/^[\w-]{27}\.[\w-]+$/),
    })
  })

  test('has no ARI identifier without an authority key identifier', async () => {
    const { rootPem } = await createTestAuthority('Bare')
    expect((await readIssuedCertificate(rootPem)).ariId).toBeUndefined()
  })

  test.each(['', 'nonsense', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'is refused when it is none: %j',
    async (pem) => {
      await expect(readIssuedCertificate(pem)).rejects.toMatchObject({ code: 'ACME_PROTOCOL' })
    },
  )
})
