import { expect, it } from 'vitest'
import { pageAddress } from '#renderer/components/page-address.policy.ts'

const devicePage = { url: 'https://k7f3q9bd.acme.myl.test:7443/', openToLan: false }
const lan = (status?: 'leads-here' | 'leads-elsewhere' | 'unknown-here') => ({
  publish: status !== undefined,
  published: [],
  resolution: status === undefined ? null : { status, checkedAt: '2026-11-21T09:00:00.000Z', answers: [] },
})

it('the device page is opened by its name where the name leads to this device', () => {
  expect(pageAddress({ devicePage, lanAddresses: lan('leads-here') })).toBe(devicePage.url)
})

it.each([undefined, 'unknown-here', 'leads-elsewhere'] as const)('otherwise by an address that opens something: %s', (status) => {
  expect(pageAddress({ devicePage, lanAddresses: lan(status) })).toBe('https://localhost:7443/')
})

it('a page that is not open is offered nowhere', () => {
  expect(pageAddress({ devicePage: null, lanAddresses: lan() })).toBeUndefined()
})
