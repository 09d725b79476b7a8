import { expect, it } from 'vitest'
import { addressKey } from '#cloud/plugins/rate-limit-key.policy.ts'

it.each([
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['unknown', 'unreadable'],
  ['', 'unreadable'],
])('%j is counted as %j', (address, key) => {
  expect(addressKey(address)).toBe(key)
})
