import { AcmeDirectory } from '@mylzip/shared/domain/acme-directory.ts'
import { knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import { directoryAt } from '@mylzip/shared/domain/directory-address.policy.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** What a door takes, and what the command line and the launcher make of it with a URL of their own. */
const both = (text: string) => [AcmeDirectory.safeParse(text).data, directoryAt(URL.parse(text)?.href)]

describe('an authority’s directory is kept under one spelling', () => {
  it.each([
    'https://ca.example/acme/directory',
    'HTTPS://CA.Example/acme/directory',
    'https://ca.example:443/acme/directory',
    'https://ca.example./acme/directory',
    'https://ca.example/x/../acme/./directory',
    'https://ca.example/acme/directory#letsencrypt',
    ' https://ca.example/acme/directory\n',
  ])('however it is written: %j', (text) => {
    expect(both(text)).toEqual(Array(2).fill('https://ca.example/acme/directory'))
  })

  it.each([
    ['https://ca.example/acme/directory/', 'https://ca.example/acme/directory/'],
    ['https://ca.example/acme/Directory', 'https://ca.example/acme/Directory'],
    ['https://ca.example.:8443/acme/directory', 'https://ca.example:8443/acme/directory'],
    ['https://ca.example/dir?x=1', 'https://ca.example/dir?x=1'],
    ['https://zertifikate.münchen.example/dir', 'https://zertifikate.xn--mnchen-3ya.example/dir'],
    ['https://ca.example', 'https://ca.example/'],
  ])('and one that is another stays another: %s', (text, kept) => {
    expect(both(text)).toEqual([kept, kept])
  })

  it('that of each authority known by name is what it was', () => {
    for (const { directory } of knownAuthorities) expect(both(directory)).toEqual([directory, directory])
  })

  it('what was written once is not written otherwise later', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (text) => {
        const once = directoryAt(URL.parse(text)?.href)
        if (once !== undefined) expect(both(once)).toEqual([once, once])
      }),
    )
  })
})

describe('where nothing is ordered', () => {
  it.each([
    'http://ca.example/dir',
    'http://127.0.0.1.example/dir',
    'http://localhost.example/dir',
    'http://127.0.0.1@ca.example/dir',
    'http:ca.example',
  ])('%s would be talked to without encryption', (text) => {
    expect(both(text)).toEqual([undefined, undefined])
  })

  it.each(['https://me:secret@ca.example/dir', 'https://me@ca.example/dir', 'ftp://ca.example/dir', 'ca.example', '', 'javascript:0'])(
    '%j is no address to keep',
    (text) => {
      expect(both(text)).toEqual([undefined, undefined])
    },
  )

  it.each(['http://localhost:4001/dir', 'http://127.0.0.1/dir', 'http://127.8.0.9:14000/dir', 'http://[::1]:14000/dir'])(
    '%s may be: nobody is in between',
    (text) => {
      expect(both(text)).toEqual([text, text])
    },
  )
})
