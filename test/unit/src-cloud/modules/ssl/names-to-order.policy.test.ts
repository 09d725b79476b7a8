import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { namesToOrder } from '#cloud/modules/ssl/names-to-order.policy.ts'

const domain = 'www.example.test'

it('a wildcard covers its parent too, and may be written either way', () => {
  expect(namesToOrder({ domain, certificateType: 'wildcard' })).toEqual([`*.${domain}`, domain])
  expect(namesToOrder({ domain: `*.${domain}.`, certificateType: 'wildcard' })).toEqual([`*.${domain}`, domain])
})

it('several names are ordered once each, however they are written', () => {
  const alsoFor = ['Example.TEST', 'example.test.', domain, '192.0.2.1', '2001:db8::1']
  expect(namesToOrder({ domain, certificateType: 'multi', alsoFor })).toEqual([domain, 'example.test', '192.0.2.1', '2001:db8::1'])
})

it('whatever is asked is names or a refusal, never a defect', () => {
  fc.assert(
    fc.property(
      fc.record({
        domain: fc.oneof(fc.string(), fc.domain()),
        certificateType: fc.constantFrom('single', 'wildcard', 'multi'),
        alsoFor: fc.option(fc.array(fc.oneof(fc.string(), fc.domain())), { nil: undefined }),
      }),
      (wanted) => {
        try {
          for (const name of namesToOrder(wanted)) expect(name).toBe(name.toLowerCase())
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
      },
    ),
  )
})
