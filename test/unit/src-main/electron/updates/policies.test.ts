import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes } from '@mylzip/shared/domain/refusals.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainNotes } from '#main/electron/updates/release-notes.policy.ts'
import { mayGoBack, nextLook, updateRule } from '#main/electron/updates/update.policy.ts'
import { asUpdateRefusal, outlives } from '#main/electron/updates/update-failure.policy.ts'
import { distrust } from '#main/service/update/signature.policy.ts'
import { isOlder } from '#main/service/update/version.policy.ts'

const publishers = ['CN="MyL.Zip, Ltd.", O=MyL.Zip, C=AT']

describe('who decides about updates', () => {
  test.each([
    [
      { organisation: undefined, person: undefined, publishers },
      { kind: 'on', channel: 'stable', isFixed: false },
    ],
    [
      { organisation: undefined, person: 'beta' as const, publishers },
      { kind: 'on', channel: 'beta', isFixed: false },
    ],
    [
      { organisation: 'Stable', person: 'beta' as const, publishers },
      { kind: 'on', channel: 'stable', isFixed: true },
    ],
    [
      { organisation: 'off', person: 'beta' as const, publishers },
      { kind: 'off', because: 'organisation' },
    ],
    [
      { organisation: 'nightly', person: undefined, publishers },
      { kind: 'off', because: 'organisation' },
    ],
    [
      { organisation: 'beta', person: undefined, publishers: [] },
      { kind: 'off', because: 'unsigned' },
    ],
  ])('%o makes %o', (wishes, rule) => expect(updateRule(wishes)).toEqual(rule))

  test.each([
    ['stable', '1.2.0', false],
    ['beta', '1.2.0-beta.1', false],
    ['stable', '1.2.0-beta.1', true],
    ['beta', '1.2.0', false],
  ] as const)('along %s, version %s may be left for an older one: %s', (channel, version, may) => {
    expect(mayGoBack(channel, version)).toBe(may)
  })
})

test('the next look comes later after each failure, never at once and never after more than 18 hours', () => {
  const inTheMiddle = () => 0.5
  const minutes = [0, 1, 2, 3, 9].map((failures) => nextLook(failures, false, inTheMiddle) / 60_000)
  expect(minutes).toEqual([360, 20, 40, 80, 720])
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  fc.assert(
    fc.property(fc.nat(100), fc.boolean(), random, (failures, isFirst, jitter) => {
      const wait = nextLook(failures, isFirst, () => jitter)
      expect(wait).toBeGreaterThan(60_000)
      expect(wait).toBeLessThanOrEqual(15 * 3_600_000)
    }),
  )
})

describe('which version is older', () => {
  /** Semantic Versioning 2.0.0, 11: each before the next one. */
  const inOrder = [
    '0.9.9',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ]

  test('follows the standard’s own order', () => {
    for (const [at, version] of inOrder.entries())
      for (const [otherAt, other] of inOrder.entries())
        expect([version, other, isOlder(version, other)]).toEqual([version, other, at < otherAt])
    expect(isOlder('1.0.0+build.1', '1.0.0')).toBe(false)
  })
})

describe('release notes', () => {
  test('come as text, whatever HTML they were written in', () => {
    const html =
      '<h2>New</h2><ul><li>Faster &amp; smaller</li><li><a href="https://x.test" onclick="x()">Link</a></li></ul><script>alert(1)</script>'
    expect(plainNotes(html)).toBe('New\n- Faster & smaller\n- Link')
    expect(
      plainNotes([
        { version: '1.1.0', note: 'one' },
        { version: '1.0.1', note: null },
      ]),
    ).toBe('1.1.0\none\n\n1.0.1')
    expect([plainNotes(null), plainNotes(undefined), plainNotes('')]).toEqual(['', '', ''])
  })

  test('of any kind hold no tag, no control character and no more than fits a box', () => {
    const html = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('<b>', '</p>', '<script>', '<img src=x onerror=y>', '\u202e', '<', 'b>', '\n')),
    )
    fc.assert(
      fc.property(html, (parts) => {
        const notes = plainNotes(parts.join(''))
        expect(notes).not.toMatch(/<(script|img|b)\b[^>]*>/i)
        expect(notes).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
        expect(notes.length).toBeLessThanOrEqual(4_002)
      }),
    )
    expect(plainNotes('x'.repeat(10_000))).toHaveLength(4_002)
  })
})

describe('a signature', () => {
  const subject = 'C=AT, O=MyL.Zip, CN="MyL.Zip, Ltd.", SERIALNUMBER=1'

  test('is ours when Windows believes it and each part of our name is the signer’s', () => {
    expect(distrust({ status: 'Valid', subject, version: '1.1.0' }, publishers)).toBeUndefined()
    expect(distrust({ status: 'Valid', subject, version: '1.1.0' }, ['CN=Old Name, C=AT', ...publishers])).toBeUndefined()
    expect(distrust({ status: 'Valid', subject, version: '1.1.0' }, ['MyL.Zip, Ltd.'])).toBeUndefined()
  })

  test.each([
    ['NotSigned', null, publishers, 'Windows says of its signature: NotSigned'],
    ['HashMismatch', subject, publishers, 'Windows says of its signature: HashMismatch'],
    ['UnknownError', subject, publishers, 'Windows says of its signature: UnknownError'],
    ['Valid', null, publishers, 'it is signed by nobody'],
    ['Valid', 'CN=Mallory, O="CN=MyL.Zip, Ltd."', publishers, 'it is signed by CN=Mallory, O="CN=MyL.Zip, Ltd."'],
    ['Valid', 'CN="MyL.Zip, Ltd.", O=MyL.Zip, C=DE', publishers, 'it is signed by CN="MyL.Zip, Ltd.", O=MyL.Zip, C=DE'],
    ['Valid', subject, [], `it is signed by ${subject}`],
    ['Valid', subject, [''], `it is signed by ${subject}`],
  ])('%s of %s is not believed', (status, signer, ours, reason) => {
    expect(distrust({ status, subject: signer, version: '1.1.0' }, ours)).toBe(reason)
  })

  test.each([
    ['1.1.0', undefined],
    ['9.9.9', 'it was signed as version 1.1.0'],
    ['1.1.0-beta.1', 'it was signed as version 1.1.0'],
  ])('that is offered as version %s has to be signed as that', (offered, reason) => {
    expect(distrust({ status: 'Valid', subject, version: '1.1.0' }, publishers, offered)).toBe(reason)
  })

  test.each([null, ''])('that does not say as which version it was signed (%o) is not believed', (version) => {
    expect(distrust({ status: 'Valid', subject, version }, publishers, '1.1.0')).toBe('it was signed as version unknown')
  })

  test('with any other name than ours is never believed', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        fc.pre(name !== 'MyL.Zip, Ltd.')
        const written = `CN="${name.replace(/"/g, '""')}", O=MyL.Zip, C=AT`
        expect(distrust({ status: 'Valid', subject: written, version: '1.1.0' }, publishers)).toBeDefined()
      }),
    )
  })
})

test('only what speaks against what was fetched throws it away', () => {
  const against = refusalCodes.filter((code) => !outlives(new Refusal(code)))
  expect(against).toEqual(
    expect.arrayContaining(['UPDATE_CHANGED', 'UPDATE_NOT_SIGNED', 'UPDATE_UNSIGNED', 'UPDATE_NOT_NEWER', 'UPDATE_DAMAGED']),
  )
  expect(against.filter((code) => !/^(UPDATE|INPUT_FILE)_/.test(code))).toEqual([])
  for (const code of ['POWERSHELL_FAILED', 'UPDATE_NOT_BEGUN', 'UPDATE_PROGRAM_UNSIGNED', 'DISK_FULL'] as const)
    expect(against).not.toContain(code)
})

test('whatever goes wrong has a code', () => {
  fc.assert(
    fc.property(fc.anything(), (thrown) => {
      expect(asUpdateRefusal(thrown, undefined).code).toMatch(/^UPDATES?_/)
    }),
  )
  expect(asUpdateRefusal(Object.assign(new Error('x'), { code: 'ERR_CHECKSUM_MISMATCH' }), '1.1.0')).toMatchObject({
    code: 'UPDATE_DAMAGED',
  })
  expect(asUpdateRefusal(new Error('net::ERR_NAME_NOT_RESOLVED\nat x'), undefined).data).toEqual({ reason: 'net::ERR_NAME_NOT_RESOLVED' })
})
