import { expect, it } from 'vitest'
import { proxySet } from '#main/terminal/proxy-option.ts'

it('whoever administers the machine sets a proxy, none, or the system’s', () => {
  expect(proxySet(undefined)).toBeUndefined()
  expect(proxySet('none')).toEqual({ use: 'none' })
  expect(proxySet('http://proxy.example:3128 .intranet.example 10.0.0.1')).toEqual({
    use: 'own',
    address: 'http://proxy.example:3128',
    past: ['.intranet.example', '10.0.0.1'],
  })
})

it.each([
  ['None', { use: 'none' }],
  [' NONE ', { use: 'none' }],
  ['System', { use: 'system' }],
])('“%s” is no host, however it is written', (value, choice) => {
  expect(proxySet(value)).toEqual(choice)
})

it.each([
  ['none intranet.example', 'OPTION_INVALID'],
  ['System,intranet.example', 'OPTION_INVALID'],
  ['http://device@proxy.example:3128', 'OPTION_INVALID'],
  ['http://device:secret@proxy.example:3128', 'PROXY_PASSWORD_IN_ADDRESS'],
  ['http://proxy.example:3128 10.0.0.0/8', 'OPTION_INVALID'],
  ['', 'PROXY_ADDRESS_UNREADABLE'],
])('“%s” is refused (%s)', (value, code) => {
  expect(() => proxySet(value)).toThrow(expect.objectContaining({ code }))
})
