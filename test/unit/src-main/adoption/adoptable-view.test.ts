import { expect, it } from 'vitest'
import { adoptableView } from '#main/adoption/adoptable-view.ts'

const candidate = {
  id: 'shop',
  label: 'shop',
  recordedNames: [],
  files: { certificate: 'cert.pem', chain: null, key: 'key.pem' },
  directory: undefined,
  proof: undefined,
  dnsSecret: undefined,
  way: undefined,
  account: undefined,
  deployHints: [],
  problems: [],
  open: () => Promise.reject(new Error('nothing is opened again')),
}
const facts = { serial: '01', thumbprint: 'AB', issuer: 'Some CA', notBefore: 0, notAfter: 1, ariId: undefined }
const material = { certificatePem: '', chainPem: [], key: { privateKeyPem: '', keyType: 'p-256' as const } }
const viewOf = (names: string[]) =>
  adoptableView(
    { source: 'lego', folder: '/old' },
    { candidate, found: { material, facts: { ...facts, names } }, accountObstacle: undefined, managedAs: null },
  )

it('a certificate of another program that is for no host is listed with what stands in the way', () => {
  expect(viewOf(['shop.example', '*.'])).toMatchObject({ names: ['shop.example', '*.'], obstacle: { code: 'BUNDLE_NAME_MALFORMED' } })
  expect(viewOf(['shop.example', 'two\nwords']).obstacle?.sentence).not.toContain('\n')
})

it('one that is for hosts can be taken over', () => {
  expect(viewOf(['shop.example', '*.shop.example', '192.0.2.7']).obstacle).toBeNull()
})
