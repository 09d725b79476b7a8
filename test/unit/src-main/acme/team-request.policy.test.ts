import { expect, test } from 'vitest'
import { teamRequest } from '#main/acme/accounts/team-request.policy.ts'

const url = 'https://ca.test/thing/1'

test.each([
  [null, { kind: 'read', url }],
  [{}, { kind: 'challenge', url }],
  [{ csr: 'AAAA' }, { kind: 'finalize', url, csr: 'AAAA' }],
  [
    { certificate: 'AAAA', reason: 4 },
    { kind: 'revoke', certificate: 'AAAA', reason: 4 },
  ],
  [
    { identifiers: [{ type: 'dns', value: 'a.test' }], profile: 'classic', replaces: 'x.y' },
    { kind: 'order', names: ['a.test'], profile: 'classic', replaces: 'x.y' },
  ],
])('an ACME request %o is asked of the team’s account as what it is', (payload, request) => {
  expect(teamRequest(url, payload)).toEqual(request)
})

test.each([{ status: 'deactivated' }, { contact: [] }, { termsOfServiceAgreed: true }, { account: url, oldKey: {} }])(
  'nothing is asked of it with %o, which is about the account itself',
  (payload) => {
    expect(() => teamRequest(url, payload)).toThrow('no such request')
  },
)
