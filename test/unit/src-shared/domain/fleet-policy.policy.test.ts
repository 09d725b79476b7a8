import { matchesLabel, policyRefusal, rulesFor } from '@mylzip/shared/domain/fleet-policy.policy.ts'
import { FleetPolicy, FleetRules, noPolicy } from '@mylzip/shared/domain/fleet-rules.ts'
import { KeyType } from '@mylzip/shared/domain/key-types.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const rules = fc.record(
  {
    keyType: fc.constantFrom(...KeyType.options),
    profile: fc.constantFrom('classic', 'tlsserver', 'shortlived'),
    exportableKeys: fc.boolean(),
    authorities: fc.subarray(['https://one.test/dir', 'https://two.test/dir'], { minLength: 1 }),
    renewal: fc.record(
      { shareLeft: fc.double({ min: 0.001, max: 0.5, noNaN: true }), hours: fc.record({ from: fc.nat(23), to: fc.nat(24) }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)
const withRules = (everyone: FleetRules): FleetPolicy => ({ ...noPolicy, everyone })

describe('a policy', () => {
  it.each([
    ['that lets renewals begin at no hour', { renewal: { hours: { from: 8, to: 8 } } }],
    ['that renews when an emergency would already', { renewal: { shareLeft: 0.05 } }],
  ])('%s is refused, for everybody and for a group', (_, stopping) => {
    expect(policyRefusal(withRules(stopping))).toMatchObject({ code: 'POLICY_STOPS_RENEWALS', data: { where: 'everyone' } })
    const groups = [{ name: 'tills', labels: ['till-*'], rules: stopping }]
    expect(policyRefusal({ ...noPolicy, groups })).toMatchObject({ code: 'POLICY_STOPS_RENEWALS', data: { where: 'tills' } })
  })

  it.each([
    ['names a moment twice', withRules({ renewal: { daysLeft: 20, shareLeft: 0.3 } })],
    ['names an authority twice', withRules({ authorities: ['https://one.test/dir', 'https://one.test/dir'] })],
    ['names a target twice', withRules({ targets: ['rdp', 'rdp'] })],
    [
      'has two groups of one name',
      { ...noPolicy, groups: ['a', 'b'].map((labels) => ({ name: 'tills', labels: [labels], rules: {} })) } satisfies FleetPolicy,
    ],
  ])('that %s is refused', (_, policy) => {
    expect(policyRefusal(policy)).toMatchObject({ code: 'POLICY_UNUSABLE' })
  })

  it('that is taken opens at some hour and before an emergency, whatever it says', () => {
    fc.assert(
      fc.property(rules, (everyone) => {
        const refusal = policyRefusal(withRules(everyone))
        const { hours, shareLeft = 1 } = everyone.renewal ?? {}
        const stops = (hours !== undefined && hours.from === hours.to) || shareLeft <= 0.05
        expect(refusal?.code).toBe(stops ? 'POLICY_STOPS_RENEWALS' : undefined)
      }),
    )
  })

  it.each([
    ['an authority without HTTPS', { authorities: ['http://ca.test/dir'] }],
    ['an authority that is another thing', { authorities: ['file:///etc/passwd'] }],
    ['no authority at all', { authorities: [] }],
    ['a kind of key that nobody certifies', { keyType: 'rsa-512' }],
    ['a word that it does not know', { keytype: 'rsa-2048' }],
    ['a share above a half', { renewal: { shareLeft: 0.6 } }],
    ['an hour that no day has', { renewal: { hours: { from: 24, to: 3 } } }],
  ])('with %s is not even read', (_, everyone) => {
    expect(FleetPolicy.safeParse({ everyone }).success).toBe(false)
  })

  it('says for a device what its first group says, and for the rest what is for everybody', () => {
    const policy: FleetPolicy = {
      ...noPolicy,
      everyone: { keyType: 'rsa-2048', exportableKeys: false },
      groups: [
        { name: 'tills', labels: ['till-*', 'kiosk'], rules: { keyType: 'p-256' } },
        { name: 'others', labels: ['*'], rules: { profile: 'tlsserver' } },
      ],
    }
    expect(rulesFor(policy, 'till-7')).toEqual({ keyType: 'p-256', exportableKeys: false })
    expect(rulesFor(policy, 'desk')).toEqual({ keyType: 'rsa-2048', exportableKeys: false, profile: 'tlsserver' })
  })

  it('comes out of storage and signing as it went in', () => {
    fc.assert(
      fc.property(rules, (some) => {
        expect(FleetRules.parse(JSON.parse(JSON.stringify(some)))).toEqual(some)
      }),
    )
  })
})

it('a pattern fits labels as a shell’s would, and takes no time over many stars', () => {
  const letter = fc.constantFrom('a', 'b', '-', '*')
  fc.assert(
    fc.property(
      fc.string({ unit: letter, minLength: 1, maxLength: 8 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '-') }),
      (pattern, label) => {
        const same = new RegExp(`^${pattern.replaceAll('*', '.*')}$`)
        expect(matchesLabel(pattern, label)).toBe(same.test(label))
      },
    ),
  )
  expect(matchesLabel('*a'.repeat(31), 'a'.repeat(62).replace(/a$/, 'b'))).toBe(false)
})
