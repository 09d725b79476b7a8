import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutAddresses } from '#cloud/modules/mail/server-answer.policy.ts'

it('what a mail server said is kept without whom it was about', () => {
  const said = withoutAddresses('550 5.1.1 <Nora@People.test>: Recipient nora unknown; ask postmaster@people.test', 'nora@people.test')
  expect(said).toBe('550 5.1.1 <<recipient>>: Recipient <recipient> unknown; ask <address>')
  expect(withoutAddresses('x'.repeat(5_000), 'nora@people.test')).toHaveLength(200)
  expect(withoutAddresses('connect ECONNREFUSED 127.0.0.1:25', '')).toBe('connect ECONNREFUSED 127.0.0.1:25')
})

it('no address of a mailbox is left, wherever it stands', () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string({ maxLength: 40 }), (address, around) => {
      expect(withoutAddresses(`${around} ${address} ${around}`, address).toLowerCase()).not.toContain(address.toLowerCase())
    }),
  )
})
