import { labelFault, opaqueLabel } from '@mylzip/shared/domain/device-names.policy.ts'
import { deviceLooksOf, isConfusable, looksOf } from '@mylzip/shared/domain/label-looks.policy.ts'
import { reservedLabel, wordLike } from '@mylzip/shared/domain/reserved-labels.policy.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 20 })
const label = fc
  .string({ unit: fc.constantFrom(...letters, '-'), minLength: 1, maxLength: 24 })
  .filter((text) => labelFault(text) === undefined)

describe('a label is taken for another', () => {
  it.each([
    ['paypal', 'paypa1'],
    ['admin', 'adm1n'],
    ['frontdesk-01', 'frontdesk-o1'],
    ['till-1', 'till1'],
    ['modern', 'modem'],
    ['wave', 'vvave'],
    ['vw', 'vvv'],
    ['rnm', 'mrn'],
    ['corner', 'cor-ner'],
    ['TILL', 'till'],
  ])('%s and %s', (one, other) => {
    expect(isConfusable(one, other)).toBe(true)
  })

  it('whichever of its letters are written otherwise, and wherever hyphens are put between them', () => {
    const changes = [(text: string) => text.replaceAll('o', '0'), (text: string) => text.replaceAll('l', '1')]
    const pairs = [(text: string) => text.replaceAll('m', 'rn'), (text: string) => text.replaceAll('w', 'vv')]
    fc.assert(
      fc.property(word, fc.subarray([...changes, ...pairs]), (text, chosen) => {
        const changed = chosen.reduce((so, change) => change(so), text)
        // i is read as 1 too: only a label with none of them is changed by l alone.
        expect(isConfusable(text, changed)).toBe(true)
      }),
    )
    fc.assert(
      fc.property(word, fc.nat(), (text, place) => {
        const at = 1 + (place % text.length)
        const parted = `${text.slice(0, at)}-${text.slice(at)}`
        expect(isConfusable(text, parted)).toBe(true)
        expect(isConfusable(text, parted, deviceLooksOf)).toBe(!/[0-9]-[0-9]/.test(parted))
      }),
    )
  })

  it('each by the other, and each by itself', () => {
    fc.assert(
      fc.property(label, label, (one, other) => {
        expect(isConfusable(one, one)).toBe(true)
        expect(isConfusable(one, other)).toBe(isConfusable(other, one))
        expect(looksOf(one).length).toBe(one.includes('1') ? 2 : 1)
      }),
    )
  })
})

it.each([
  ['mall', 'mail'],
  ['floor1-12', 'floor11-2'],
  ['till-1', 'till-2'],
  ['desk-7', 'desk-17'],
])('%s and %s are told apart in a team', (one, other) => {
  expect(isConfusable(one, other, deviceLooksOf)).toBe(false)
})

describe('what is kept for the service', () => {
  it.each([
    'www',
    'www2',
    'mail',
    'ns',
    'ns4',
    'ns-12',
    'autodiscover',
    'wpad',
    'isatap',
    'localhost',
    'admin',
    'postmaster',
    'abuse',
    'mylzip',
  ])('%s', (kept) => {
    expect(reservedLabel(kept)).toEqual({ kind: 'exactly' })
  })

  it.each([
    ['adm1n', 'admin'],
    ['vvvvvv', 'www'],
    ['rnail', 'mail'],
    ['loca1host', 'localhost'],
    ['my1-zip', 'mylzip'],
    ['w-pad', 'wpad'],
    ['p0stmaster', 'postmaster'],
    ['n-s1', 'ns1'],
    ['rnx', 'mx'],
  ])('%s, which looks like %s', (label, word) => {
    expect(reservedLabel(label)).toEqual({ kind: 'alike', word })
  })

  it.each(['frontdesk', 'till-1', 'k7f3q9bd', 'mall', 'sales-7', 'acme', 'practice', 'newsroom'])('%s is not', (label) => {
    expect(reservedLabel(label)).toBeUndefined()
  })

  it('is never what is drawn by chance for a device', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 8 }), (drawn) => {
        const drawnLabel = opaqueLabel(() => drawn.shift() ?? 0)
        expect(labelFault(drawnLabel)).toBeUndefined()
        expect(reservedLabel(drawnLabel)).toBeUndefined()
      }),
    )
  })

  it('more of it can be named, and is found whatever it is written like', () => {
    expect(reservedLabel('edge', ['edge'])).toEqual({ kind: 'exactly' })
    expect(wordLike('payro11', ['payroll'])).toBe('payroll')
    expect(wordLike('paypal', ['payroll'])).toBeUndefined()
  })
})
