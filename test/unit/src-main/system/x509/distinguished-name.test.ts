import { expect, test } from 'vitest'
import { commonName } from '#main/system/x509/distinguished-name.ts'

test.each([
  ['C=US\nO=Let’s Encrypt\nCN=R12', 'R12 (Let’s Encrypt)'],
  ['CN=Pebble Intermediate CA 4f1c', 'Pebble Intermediate CA 4f1c'],
  ['O=Fortinet\nOU=Certificate Authority\nCN=FGT60F', 'FGT60F (Fortinet)'],
  ['O=Example Corp\nCN=Example Corp Root', 'Example Corp Root'],
  ['O=Example Corp', 'Example Corp'],
  ['C=US', undefined],
  [undefined, undefined],
])('the issuer %j is called %s', (name, called) => {
  expect(commonName(name)).toBe(called)
})
