import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readRoots, rootsView } from '#main/authorities/authority-roots.policy.ts'
import { createTestAuthority } from '../../../support/test-authority.ts'

test('a root is taken as it comes in a file, with whatever stands around it, once', async () => {
  const { rootPem } = await createTestAuthority('Intranet')
  const read = readRoots(`# made by hand\r\n${rootPem.replaceAll('\n', '\r\n')}${rootPem}`)
  expect(read).toEqual({ pem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----[^#]*-----END CERTIFICATE-----\n$/) })
  expect(rootsView('pem' in read ? read.pem : '')).toMatchObject([
    { name: 'Intranet Root', sha256: expect.stringMatching(/^([0-9A-F]{2}:){31}/) },
  ])
})

test('what vouches for nobody is refused: a server’s certificate, half a one, any other text', async () => {
  const { certificatePem } = await (await createTestAuthority()).issue({ names: ['ca.intranet.example'] })
  expect(readRoots(certificatePem)).toEqual({ reason: 'ca.intranet.example is the certificate of no authority' })
  expect(readRoots('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n')).toHaveProperty('reason')
  fc.assert(fc.property(fc.string(), (text) => 'reason' in readRoots(text)))
  expect(rootsView(undefined)).toEqual([])
})
