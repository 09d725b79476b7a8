import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { addressesIn, wrongAddress } from '#renderer/features/settings/authorities/contact-addresses.policy.ts'

test('addresses are read however they are parted, each once', () => {
  expect(addressesIn(' desk@acme.example;it@acme.example, desk@acme.example\n')).toEqual(['desk@acme.example', 'it@acme.example'])
  expect(addressesIn('  ,; ')).toEqual([])
})

test('what the agent would take is never objected to', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      fc.pre(z.email().max(254).safeParse(address).success)
      expect(wrongAddress([address])).toBeUndefined()
    }),
  )
})

test.each(['desk', 'desk@', '@acme.example', 'desk@acme', 'Desk <desk@acme.example>', 'tel:+4930123456'])('“%s” is none', (typed) => {
  expect(wrongAddress([typed])).toBe(typed)
})
