import { expect, test } from 'vitest'
import { takeLinkToken } from '#renderer/agent/link-token.ts'

function pageAt(address: string) {
  const shown: string[] = []
  const location = new URL(address) as unknown as Location
  const history = { replaceState: (_: unknown, __: string, url: string) => void shown.push(url) } as unknown as History
  return { page: { location, history }, shown }
}

test('the one-time token leaves the address as soon as it is read', () => {
  const { page, shown } = pageAt('http://127.0.0.1:5000/#token=Ab_c-9')
  expect(takeLinkToken(page)).toBe('Ab_c-9')
  expect(shown).toEqual(['/'])
})

test.each([
  'http://127.0.0.1:5000/',
  'http://127.0.0.1:5000/#/activity',
  'http://127.0.0.1:5000/#token=',
  'http://127.0.0.1:5000/#token=<b>',
])('an address without a token stays as it is: %s', (address) => {
  const { page, shown } = pageAt(address)
  expect(takeLinkToken(page)).toBeUndefined()
  expect(shown).toEqual([])
})
