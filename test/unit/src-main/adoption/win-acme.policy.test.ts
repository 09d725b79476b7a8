import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProtectedText } from '#main/adoption/win-acme/protected-string.policy.ts'
import { hintsOf, namesOf, RenewalFile } from '#main/adoption/win-acme/renewal.policy.ts'
import { directoryOfEndPoint, directoryOfFolder } from '#main/adoption/win-acme/server-folder.policy.ts'

describe('what win-acme writes as a secret', () => {
  it.each([
    ['clear-as it is', { clear: 'as it is' }],
    [Buffer.from('Pa$$wörd').toString('base64'), { clear: 'Pa$$wörd' }],
    ['', { clear: '' }],
    ['enc-AQAAANCMnd8=', { sealedFor: 'the Windows machine it was written on' }],
    ['vault://json/pfx', { sealedFor: 'a vault that win-acme asks' }],
    ['not base64!', { unreadable: true }],
  ])('%s is read as %j', (text, expected) => {
    expect(readProtectedText(text)).toEqual(expected)
  })

  it('is never a defect, whatever it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readProtectedText(text)))
  })
})

describe('which authority the settings in a folder are for', () => {
  const known = ['https://acme-v02.api.letsencrypt.org/directory', 'https://localhost:14000/dir']

  it('follows from the folder’s name, in which Windows allows less than an address has', () => {
    expect(directoryOfFolder('acme-v02.api.letsencrypt.org', known)).toBe(known[0])
    expect(directoryOfFolder('localhost14000dir', known)).toBe(known[1])
    expect(directoryOfFolder('ca.example', known)).toBeUndefined()
  })

  it('or from the address that simple-acme writes into each renewal', () => {
    expect(directoryOfEndPoint('https://acme-v02.api.letsencrypt.org/', known)).toBe(known[0])
    expect(directoryOfEndPoint('https://ca.internal/acme/directory', known)).toBe('https://ca.internal/acme/directory')
    expect(directoryOfEndPoint('https://ca.internal/', known)).toBeUndefined()
    expect(directoryOfEndPoint('nonsense', known)).toBeUndefined()
  })
})

describe('a renewal of win-acme', () => {
  it('is read whatever the case of its keys, as .NET does', () => {
    const renewal = RenewalFile.parse({
      ID: 'a',
      targetPluginOptions: { commonName: 'shop.example', AlternativeNames: ['shop.example', 'www.shop.example'] },
      StorePluginOptions: { Plugin: 'E57C70E4-CD60-4BA6-80F6-A41703E21031', Path: 'C:\\pem' },
      InstallationPluginOptions: [null, { plugin: '3bb22c70-358d-4251-86bd-11858363d913', Script: 'C:\\bind.ps1' }],
    })
    expect(namesOf(renewal)).toEqual(['shop.example', 'www.shop.example'])
    expect(hintsOf(renewal)).toEqual(['PEM files in C:\\pem', 'after each renewal it runs C:\\bind.ps1'])
  })
})
