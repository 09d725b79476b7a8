import { describe, expect, test } from 'vitest'
import { blamesReplacement } from '#main/acme/orders/replacement-hint.policy.ts'

const answer = (status: number, type?: string, detail = '') => ({
  status,
  data: type && { type: `urn:ietf:params:acme:error:${type}`, detail },
})

describe('an order that says what it replaces', () => {
  test.each([
    ['it was replaced already', answer(409, 'alreadyReplaced')],
    ['the certificate is another account’s', answer(403, 'unauthorized')],
    ['the identifier cannot be read', answer(400, 'malformed')],
    ['the certificate is not known', answer(404)],
    [
      'looking the certificate up is what failed',
      answer(500, 'serverInternal', 'While validating order as a replacement an error occurred'),
    ],
    [
      'the certificate is not known yet',
      answer(500, 'serverInternal', 'could not find an order for the given certificate: could not find order'),
    ],
  ])('is made without saying so when %s', (_, refused) => {
    expect(blamesReplacement(refused)).toBe(true)
  })

  test.each([
    ['it was taken', answer(201)],
    ['a limit is reached', answer(429, 'rateLimited')],
    ['a limit is reached, without a problem document', answer(429)],
    ['a name is refused', answer(400, 'rejectedIdentifier')],
    ['the profile is unknown', answer(400, 'invalidProfile')],
    ['the authority is in trouble', answer(500, 'serverInternal', 'Error creating new order')],
    ['a gateway is in trouble', answer(502)],
  ])('is not made again when %s', (_, refused) => {
    expect(blamesReplacement(refused)).toBe(false)
  })
})
