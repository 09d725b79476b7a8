import { expect, it } from 'vitest'
import { isGarbled, textOf } from '#main/service/text-file.policy.ts'

const token = 'enr_1ü\r\n'
const utf16 = Buffer.from(token, 'utf16le')

it.each([
  ['UTF-8', Buffer.from(token)],
  ['UTF-8 with a mark, as Notepad may write it', Buffer.from(`\uFEFF${token}`)],
  ['UTF-16, as “>” of Windows PowerShell writes it', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
  ['UTF-16 the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
])('a token is read from %s', (_, bytes) => {
  expect(textOf(bytes)).toBe(token)
  expect(isGarbled(textOf(bytes))).toBe(false)
})

it.each([
  ['UTF-16 without its mark', utf16],
  ['a code page of Windows', Buffer.from(token, 'latin1')],
])('%s is no token, and is not taken for one', (_, bytes) => {
  expect(isGarbled(textOf(bytes))).toBe(true)
})
