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

test('what is not objected to, the agent takes', () => {
  const near = fc.stringMatching(/^[aä_.'+-]{1,4}@([aü1.-]{1,4}\.)?[aö1]{1,3}$/)
  fc.assert(
    fc.property(near, (address) => {
      expect(wrongAddress([address]) === undefined).toBe(z.email().max(254).safeParse(address).success)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  'büro@acme.example',
  'desk@bücher.example',
  'front..desk@acme.example',
  '.desk@acme.example',
  'desk.@acme.example',
  'desk@acme..example',
  'desk@-acme.example',
  'desk@acme.e',
  'desk@acme.e1',
  `${'d'.repeat(250)}@acme.example`,
  'desk',
  'desk@',
  '@acme.example',
  'desk@acme',
  'Desk <desk@acme.example>',
  'tel:+4930123456',
])('“%s” is none', (typed) => {
  expect(wrongAddress([typed])).toBe(typed)
})
