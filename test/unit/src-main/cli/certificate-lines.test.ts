import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { expect, test } from 'vitest'
import { certificateLines } from '#main/cli/output/certificate-lines.ts'
import { paintFor } from '#main/cli/output/paint.policy.ts'
import { sampleCertificate, sampleVersion } from '../../../support/samples.ts'

const shown = (change: Partial<Certificate>) => certificateLines(sampleCertificate(change), paintFor(false, {})).join('\n')

test.each([
  [{ via: 'http-webroot', folder: '/srv/www' }, 'http-webroot, in /srv/www'],
  [{ via: 'http-listener', port: 8080 }, 'http-listener, at port 8080'],
  [{ via: 'http-listener' }, 'http-listener'],
  [{ via: 'tls-alpn', port: 8443 }, 'tls-alpn, at port 8443'],
  [{ via: 'rfc2136', server: 'rfc2136://ns1.example' }, 'rfc2136, at rfc2136://ns1.example'],
  [{ via: 'delegation' }, 'delegation'],
] as const)('a certificate shows how it is proven, as it was chosen: %j', (proof, text) => {
  expect(shown({ proof }).match(/Proven by +(.*)/)?.[1]).toBe(text)
})

test('the key of a request of one’s own is not said to be made anew, and a chain is only wished for', () => {
  expect(shown({ current: sampleVersion({ keyCustody: 'elsewhere' }), keyType: 'rsa-2048' })).toMatch(
    /Key +rsa-2048, made elsewhere, and not kept here/,
  )
  expect(shown({ keyUse: 'new' })).toContain('a new one at each renewal')
  expect(shown({ preferredChain: 'nope' })).toMatch(/Chain +nope, where the authority offers it/)
})
