import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptInstaller, assertPublished, type WantedInstaller } from '#main/service/update/installer.policy.ts'
import type { Signature } from '#main/service/update/signature.policy.ts'

const maker = 'CN="MyL.Zip, Ltd.", O=MyL.Zip, C=AT'
const installed = { status: 'Valid', subject: maker, product: 'MyL.Zip SSL', version: '1.2.0', isOfMachine: true }
const newer: Signature = { status: 'Valid', subject: maker, product: 'MyL.Zip SSL', version: '1.3.0', isOfMachine: true }
const wanted: WantedInstaller = { file: 'setup.exe', mayBeOlder: false }

describe('an installer is run', () => {
  test.each<[string, Partial<Signature>, Partial<WantedInstaller>]>([
    ['that is newer, of the same product and by the same maker', {}, {}],
    ['whose maker’s name has more parts now', { subject: `SERIALNUMBER=7, ${maker}` }, {}],
    ['that is the version it was offered as', {}, { version: '1.3.0' }],
    ['that is older, where that is meant', { version: '1.1.9' }, { mayBeOlder: true }],
    ['that is the same version, where going back is meant', { version: '1.2.0' }, { mayBeOlder: true }],
    ['that is a preview of a newer version', { version: '1.3.0-beta.1' }, {}],
  ])('%s', (_, offered, wish) => {
    const installer = { ...newer, ...offered }
    expect(acceptInstaller(installer, installed, { ...wanted, ...wish })).toBe(installer.version)
  })
})

describe('an installer is refused', () => {
  test.each<[string, Partial<Signature>, Partial<WantedInstaller>, string, object]>([
    ['that nobody has signed', { status: 'NotSigned', subject: null }, {}, 'UPDATE_UNSIGNED', { status: 'NotSigned' }],
    ['whose bytes are not those that were signed', { status: 'HashMismatch' }, {}, 'UPDATE_UNSIGNED', { status: 'HashMismatch' }],
    ['whose signer Windows does not trust', { status: 'NotTrusted' }, {}, 'UPDATE_UNSIGNED', { status: 'NotTrusted' }],
    ['whose signature could not be looked at', { status: 'UnknownError' }, {}, 'UPDATE_UNSIGNED', { status: 'UnknownError' }],
    ['that is validly signed by nobody', { subject: null }, {}, 'UPDATE_UNSIGNED', { status: 'it names nobody' }],
    [
      'that is validly signed for the person alone',
      { isOfMachine: false },
      {},
      'UPDATE_UNSIGNED',
      { status: 'nobody vouches for it whom the whole computer trusts' },
    ],
    ['of somebody else', { subject: 'CN=Mallory, O=MyL.Zip, C=AT' }, {}, 'UPDATE_OTHER_PUBLISHER', { wanted: maker }],
    ['of a maker with one part of the name less', { subject: 'CN="MyL.Zip, Ltd.", C=AT' }, {}, 'UPDATE_OTHER_PUBLISHER', {}],
    ['that is another program of the maker’s', { product: 'Node.js' }, {}, 'UPDATE_OTHER_PRODUCT', { product: 'Node.js 1.3.0' }],
    ['that does not say what it is', { product: null, version: null }, {}, 'UPDATE_OTHER_PRODUCT', { product: 'nothing' }],
    ['that says nothing of its product', { product: '' }, {}, 'UPDATE_OTHER_PRODUCT', {}],
    ['without a version', { version: '' }, { mayBeOlder: true }, 'UPDATE_OTHER_PRODUCT', { product: 'MyL.Zip SSL' }],
    ['whose version is none', { version: '1.3.0.0 final' }, { mayBeOlder: true }, 'UPDATE_OTHER_PRODUCT', {}],
    ['that was offered as another version', {}, { version: '1.4.0' }, 'UPDATE_OTHER_VERSION', { version: '1.3.0', wanted: '1.4.0' }],
    ['of the installed version', { version: '1.2.0' }, {}, 'UPDATE_NOT_NEWER', { version: '1.2.0', installed: '1.2.0' }],
    ['of an older version', { version: '1.1.0' }, {}, 'UPDATE_NOT_NEWER', { version: '1.1.0' }],
    ['of a preview of the installed version', { version: '1.2.0-beta.9' }, {}, 'UPDATE_NOT_NEWER', {}],
    ['of an older version that is offered as such', { version: '1.1.0' }, { version: '1.1.0' }, 'UPDATE_NOT_NEWER', {}],
  ])('%s', (_, offered, wish, code, data) => {
    const refused = () => acceptInstaller({ ...newer, ...offered }, installed, { ...wanted, ...wish })
    expect(refused).toThrow(expect.objectContaining({ code, data: expect.objectContaining(data) }))
  })

  test.each([
    { status: 'NotSigned', subject: null },
    { status: 'HashMismatch', subject: maker },
    { status: 'Valid', subject: null },
    { isOfMachine: false },
  ])('whatever it is, where the installed program has no maker to compare with: %o', (program) => {
    const refused = () => acceptInstaller(newer, { ...installed, ...program }, { ...wanted, mayBeOlder: true })
    expect(refused).toThrow(expect.objectContaining({ code: 'UPDATE_PROGRAM_UNSIGNED' }))
  })

  test('of any other maker, product or signature than the installed program’s', () => {
    const text = fc.option(fc.string(), { nil: null })
    fc.assert(
      fc.property(fc.string(), text, text, text, fc.boolean(), (status, subject, product, version, isOfMachine) => {
        fc.pre(status !== 'Valid' || subject !== maker || product !== installed.product || !isOfMachine)
        const other = { status, subject, product, version, isOfMachine }
        expect(() => acceptInstaller(other, installed, { ...wanted, mayBeOlder: true })).toThrow(/./)
      }),
    )
  })
})

describe('what was copied', () => {
  const copied = { size: 5, sha512: 'AAAA' }

  test.each([{}, { size: 5 }, { sha512: 'AAAA' }, { size: 5, sha512: 'AAAA' }])('is what was published: %o', (known) => {
    expect(() => assertPublished(copied, { ...wanted, ...known })).not.toThrow()
  })

  test.each([{ size: 6 }, { sha512: 'AAAB' }, { sha512: '' }, { size: 5, sha512: 'aaaa' }])('is not what was published: %o', (known) => {
    expect(() => assertPublished(copied, { ...wanted, ...known })).toThrow(expect.objectContaining({ code: 'UPDATE_CHANGED' }))
  })
})
