import fc from 'fast-check'
import { expect, it } from 'vitest'
import { delegableName } from '#cloud/modules/dns/delegations.policy.ts'

it.each([
  ['www.customer.test', 'www.customer.test'],
  ['WWW.Customer.TEST.', 'www.customer.test'],
  ['*.customer.test', 'customer.test'],
  ['a_b.customer.test', 'a_b.customer.test'],
  ['notmyl.zip', 'notmyl.zip'],
])('%s is delegated as %s', (asked, name) => {
  expect(delegableName(asked, ['myl.zip'])).toEqual({ name })
})

it.each([
  'myl.zip',
  'MYL.zip.',
  '*.myl.zip',
  'k7.acme.myl.zip',
  'localhost',
  '192.0.2.1',
  '',
  '.',
  '*',
  '*.*.x.test',
  'a..test',
  'x.test\n',
])('%j is not', (asked) => {
  expect(delegableName(asked, ['myl.zip'])).toMatchObject({ fault: expect.any(String) })
})

it('whatever is asked for, nothing in the zone itself comes out', () => {
  const nearly = fc.tuple(fc.string(), fc.constantFrom('myl.zip', '.myl.zip', 'MYL.ZIP.', '.zip')).map(([before, zone]) => before + zone)
  fc.assert(
    fc.property(fc.oneof(fc.string(), nearly, fc.domain()), (asked) => {
      const read = delegableName(asked, ['myl.zip'])
      if ('name' in read) expect(`.${read.name}`.endsWith('.myl.zip')).toBe(false)
    }),
  )
})
