import {
  authorityLabel,
  directoryNamed,
  knownAuthorities,
  knownAuthority,
  publicAuthorityAt,
} from '@mylzip/shared/domain/authorities.policy.ts'
import { expect, test } from 'vitest'

test.each(knownAuthorities)('$name leads to one directory over HTTPS, and has a label', ({ name, directory, label }) => {
  expect(new URL(directory).protocol).toBe('https:')
  expect(new URL(directory).href).toBe(directory)
  expect(directoryNamed(name)).toBe(directory)
  expect(directoryNamed(` ${name.toUpperCase()}`)).toBe(directory)
  expect(authorityLabel(directory)).toBe(label)
})

test('names and directories are each there once', () => {
  expect(new Set(knownAuthorities.map(({ name }) => name)).size).toBe(knownAuthorities.length)
  expect(new Set(knownAuthorities.map(({ directory }) => directory)).size).toBe(knownAuthorities.length)
})

test('a staging directory is one of an authority that is known itself, and has none of its own', () => {
  for (const { staging } of knownAuthorities) if (staging) expect(knownAuthority(staging)).toMatchObject({ directory: staging })
  expect(knownAuthorities.filter(({ name }) => name.endsWith('-staging')).every(({ staging }) => staging === undefined)).toBe(true)
})

test('any other authority is called by its host, and a text that is no name stays what it is', () => {
  expect(authorityLabel('https://ca.corp.test:8443/acme/acme/directory')).toBe('ca.corp.test:8443')
  expect(directoryNamed('https://ca.corp.test/dir')).toBe('https://ca.corp.test/dir')
})

test('on the host of a public authority there is no authority of one’s own, except where it lets people try things out', () => {
  for (const { directory, label, name } of knownAuthorities)
    expect(publicAuthorityAt(directory)?.label, name).toBe(name.endsWith('-staging') ? undefined : label)
  expect(publicAuthorityAt('https://acme-v02.api.letsencrypt.org/directory/')?.name).toBe('letsencrypt')
  expect(publicAuthorityAt('https://acme.zerossl.com:8443/elsewhere')?.name).toBe('zerossl')
  expect(publicAuthorityAt('https://acme-v02.api.letsencrypt.org.corp.example/directory')).toBeUndefined()
  expect(publicAuthorityAt('https://ca.corp.example/acme-v02.api.letsencrypt.org')).toBeUndefined()
})
