import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rdpFile, rdpPort } from '#renderer/features/flyout/rdp-file.policy.ts'
import { sampleVersion } from '../../../../support/samples.ts'

test('the file names the computer, has the connection checked, and asks who signs in', () => {
  expect(rdpFile('k7f3q9xz.acme.myl.test')).toEqual({
    name: 'k7f3q9xz.rdp',
    text: 'full address:s:k7f3q9xz.acme.myl.test\r\nauthentication level:i:2\r\nprompt for credentials:i:1\r\n',
  })
})

test('Remote Desktop that was moved to another port is found there', () => {
  expect(rdpFile('k7f3q9xz.acme.myl.test', 3390)?.text).toContain('full address:s:k7f3q9xz.acme.myl.test:3390\r\n')
})

test.each([
  ['rdp', '127.0.0.1:3390', 3390],
  ['rdp', '[::1]:3389', 3389],
  ['rdp', '', undefined],
  ['rdp', '127.0.0.1:99999', undefined],
  ['device-page', '127.0.0.1:8443', undefined],
])('the port of %s at "%s"', (target, address, port) => {
  const [page] = sampleVersion().consumers
  expect(rdpPort({ consumers: page ? [{ ...page, target, address }] : [] })).toBe(port)
  expect(rdpPort(null)).toBeUndefined()
})

test('no name, however strange, adds a setting of its own', () => {
  const strange = fc.string({ unit: fc.constantFrom(...'ab-.:\r\n \u2028%"\\/') })
  fc.assert(
    fc.property(fc.oneof(fc.string(), strange, fc.domain()), (name) => {
      const file = rdpFile(name)
      if (file === undefined) return
      expect(file.text.split('\r\n')).toHaveLength(4)
      expect(file.text.startsWith(`full address:s:${name}\r\n`)).toBe(true)
      expect(file.name).toMatch(/^[A-Za-z0-9-]+\.rdp$/)
    }),
  )
})
