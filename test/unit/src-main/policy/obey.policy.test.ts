import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CertificateRow } from '#main/certificates/certificate.repository.ts'
import { refuseContradiction } from '#main/policy/contradiction.policy.ts'
import { obeyed } from '#main/policy/obey.policy.ts'

const row = {
  names: '["desk.test"]',
  directory_url: 'https://own.test/dir',
  fallback_directories: '["https://spare.test/dir"]',
  profile: null,
  key_type: 'rsa-2048',
  exportable: 1,
  csr: null,
  own_choices: null,
} as Partial<CertificateRow> as CertificateRow

const rules: fc.Arbitrary<FleetRules> = fc.record(
  {
    keyType: fc.constantFrom(...KeyType.options),
    profile: fc.constantFrom('classic', 'tlsserver', 'shortlived'),
    exportableKeys: fc.boolean(),
    authorities: fc.subarray(['https://one.test/dir', 'https://two.test/dir', 'https://own.test/dir'], { minLength: 1 }),
  },
  { requiredKeys: [] },
)
const under = (certificate: CertificateRow, wanted: FleetRules) => ({ ...certificate, ...obeyed(certificate, wanted) })

describe('a certificate under a policy', () => {
  it('has what is set, and comes back to what was chosen here, whatever policies came in between', () => {
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 6 }), (versions) => {
        let certificate = row
        for (const wanted of versions) {
          certificate = under(certificate, wanted)
          if (wanted.keyType) expect(certificate.key_type).toBe(wanted.keyType)
          if (wanted.profile) expect(certificate.profile).toBe(wanted.profile)
          if (wanted.authorities)
            expect([certificate.directory_url, ...JSON.parse(certificate.fallback_directories)]).toEqual(wanted.authorities)
          expect(certificate.exportable).toBe(wanted.exportableKeys === false ? 0 : 1)
          expect(obeyed(certificate, wanted)).toBeUndefined()
        }
        expect(under(certificate, {})).toEqual(row)
      }),
    )
  })

  it('keeps a key that lies elsewhere, and a profile without which it could not be renewed', () => {
    const wanted: FleetRules = { keyType: 'p-384', profile: 'tlsserver' }
    expect(obeyed({ ...row, csr: new Uint8Array(1) }, { keyType: 'p-384' })).toBeUndefined()
    expect(under({ ...row, names: '["192.0.2.7"]', profile: 'shortlived' }, wanted)).toMatchObject({
      profile: 'shortlived',
      key_type: 'p-384',
    })
    const names = JSON.stringify(Array.from({ length: 30 }, (_, n) => `n${n}.test`))
    expect(under({ ...row, names }, wanted)).toMatchObject({ profile: null, key_type: 'p-384' })
  })
})

describe('a person’s choice', () => {
  const policy = { version: 7, rules: { keyType: 'p-256', exportableKeys: false, authorities: ['https://one.test/dir'] } as FleetRules }

  it.each([
    ['another kind of key', { keyType: 'rsa-2048' }, 'the kind of key'],
    ['a key that may be exported', { exportable: true }, 'whether private keys are given out'],
    ['another authority', { authorities: ['https://one.test/dir', 'https://two.test/dir'] }, 'the certificate authorities'],
  ])('of %s is refused, with the version that has set it', (_, wish, what) => {
    expect(() => refuseContradiction(policy, wish)).toThrow(
      expect.objectContaining({ code: 'SET_BY_ORGANISATION', data: expect.objectContaining({ what, version: 7 }) }),
    )
  })

  it('of what is set already, of what is not set, or without a policy is taken', () => {
    refuseContradiction(policy, { keyType: 'p-256', exportable: false, authorities: ['https://one.test/dir'], profile: 'classic' })
    refuseContradiction(undefined, { keyType: 'rsa-2048', exportable: true })
  })
})
