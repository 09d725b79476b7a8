import { expect, test } from 'vitest'
import { authorityOptions, usualDirectory } from '#renderer/features/order/authority-choices.policy.ts'
import { stepToChange, titleOf } from '#renderer/features/order/check-words.policy.ts'
import { emptyDraft, isTouched, orderOf } from '#renderer/features/order/draft.policy.ts'
import { orderCommand } from '#renderer/features/order/order-command.policy.ts'
import { readTypedNames } from '#renderer/features/order/typed-names.policy.ts'
import { waysFor } from '#renderer/features/order/ways.policy.ts'
import { authority } from '../../../../support/authority-samples.ts'

const own = new Set(['k7f3q9.acme.myl.test'])

test.each([
  ['the device’s own name needs nothing to be done', 'k7f3q9.acme.myl.test', ['automatic', 'http-listener', 'http-webroot', 'tls-alpn']],
  ['its wildcard is proven by DNS alone', '*.k7f3q9.acme.myl.test', ['automatic']],
  [
    'another name by one record, first of all',
    'www.customer.example',
    ['delegation', 'rfc2136', 'http-listener', 'http-webroot', 'tls-alpn', 'automatic'],
  ],
  ['a wildcard of another name by no port', '*.customer.example', ['delegation', 'rfc2136', 'automatic']],
  ['an address by no DNS', '192.0.2.7', ['automatic', 'http-listener', 'http-webroot', 'tls-alpn']],
  ['an address beside a name', '192.0.2.7 www.customer.example', ['automatic', 'http-listener', 'http-webroot', 'tls-alpn']],
  ['its own name beside another', 'k7f3q9.acme.myl.test *.customer.example', ['automatic', 'rfc2136']],
])('%s', (_, typed, ways) => {
  expect(waysFor(readTypedNames(typed), own)).toEqual(ways)
})

test('an order says what was chosen and leaves the rest, and what the organisation has set, to the agent', () => {
  expect(isTouched(emptyDraft)).toBe(false)
  expect(orderOf(emptyDraft, ['a.example'], 'delegation', {})).toEqual({ names: ['a.example'], proof: { via: 'delegation' } })
  const draft = {
    ...emptyDraft,
    directory: 'https://ca.example/dir',
    profile: 'classic',
    keyType: 'p-256' as const,
    keyPlace: 'tpm' as const,
  }
  expect(isTouched(draft)).toBe(true)
  expect(orderOf(draft, ['a.example'], 'automatic', {})).toEqual({
    ...{ names: ['a.example'], proof: { via: 'automatic' }, authorities: ['https://ca.example/dir'] },
    ...{ profile: 'classic', keyType: 'p-256', keyUse: 'tpm' },
  })
  const rules = { authorities: ['https://set.example/dir'], profile: 'tlsserver', keyType: 'rsa-2048' as const, exportableKeys: false }
  expect(orderOf({ ...draft, keyPlace: 'here' }, ['a.example'], 'automatic', rules)).toEqual({
    ...{ names: ['a.example'], proof: { via: 'automatic' }, exportable: false },
  })
  const brought = { ...draft, keyPlace: 'elsewhere' as const, csr: 'MIIB' }
  expect(orderOf(brought, ['a.example'], 'automatic', {})).not.toHaveProperty('keyType')
})

test('the command for an administrator orders the same', () => {
  const folder = 'C:\\inetpub\\my site'
  expect(orderCommand({ names: ['*.a.example'], proof: { via: 'delegation' }, keyType: 'p-256', exportable: false })).toBe(
    'mylzip order "*.a.example" --key-type p-256 --non-exportable --proof delegation',
  )
  expect(orderCommand({ names: ['a.example'], proof: { via: 'http-webroot', folder } })).toBe(
    `mylzip order a.example --proof "http-webroot:${folder}"`,
  )
})

test('the usual authority is the organisation’s, else the person’s first, else the one the program was started with', () => {
  const started = 'https://ca.test/dir'
  const second = { ...authority, directory: 'https://second.test/dir', position: 1 }
  expect(usualDirectory([], started, undefined)).toBe(started)
  expect(usualDirectory([second, authority], started, undefined)).toBe(authority.directory)
  expect(usualDirectory([authority], started, ['https://set.test/dir'])).toBe('https://set.test/dir')
  const offered = authorityOptions([authority], authority.directory).map(({ label }) => label)
  expect(offered).toEqual([authority.label, 'Let’s Encrypt', 'ZeroSSL', 'Google Trust Services'])
})

test('a check is told in the words of the language, and leads to the step where it is chosen otherwise', () => {
  const words = { limits: (label: string) => `${label} hat Platz` }
  const id = 'limits:https://acme-v02.api.letsencrypt.org/directory'
  expect(titleOf({ id, title: 'There is room.' }, words)).toBe('Let’s Encrypt hat Platz')
  expect(titleOf({ id: 'new-kind', title: 'It is so.' }, words)).toBe('It is so.')
  expect(stepToChange({ id })).toBe('key')
  expect(stepToChange({ id: 'delegation:a.example' })).toBe('proof')
  expect(stepToChange({ id: 'managed' })).toBe('names')
  expect(stepToChange({ id: 'clock' })).toBeUndefined()
})
