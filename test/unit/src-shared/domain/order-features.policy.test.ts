import { orderFeatures } from '@mylzip/shared/domain/order-features.policy.ts'
import { expect, it } from 'vitest'

const own = 'k7f3q9bd.acme.myl.test'
const further = 'k7f3q9bd.acme.devices.example'

it.each([
  [[own], undefined, []],
  [[`${own.toUpperCase()}.`], undefined, []],
  [[own], 'classic', []],
  [[`*.${own}`, own], undefined, ['wildcard']],
  [[own, `www.${own}`], undefined, ['multi-domain']],
  [[`www.${own}`], undefined, ['multi-domain']],
  [['shop.example.com'], undefined, ['own-domains']],
  [['*.example.com', 'example.com'], undefined, ['wildcard', 'own-domains']],
  [['192.0.2.7'], undefined, ['ip-addresses']],
  [['2001:db8::1', own], undefined, ['ip-addresses', 'multi-domain']],
  [[own], 'shortlived', ['short-lived']],
  [['a.example.com', 'b.example.com'], undefined, ['own-domains', 'multi-domain']],
  [[`evil${own}`], undefined, ['own-domains']],
  [[own, further], undefined, []],
  [[`*.${own}`, `*.${further}`], undefined, ['wildcard', 'multi-domain']],
  [[further, `www.${further}`], undefined, ['multi-domain']],
])('%j with the profile %s needs %j', (names, profile, features) => {
  expect(orderFeatures({ names, profile }, [own, further])).toEqual(features)
})

it('a device without a name of its own has no name that is free', () => {
  expect(orderFeatures({ names: [own] }, [])).toEqual(['own-domains'])
})
