import { describe, expect, test } from 'vitest'
import {
  check,
  type Entry,
  headsOf,
  kindsAndPlaces,
  rehash,
  renumber,
  signByDevice,
  signByStranger,
  writeLog,
} from '../../../support/audit-log-builder.ts'

const { entries, heads } = writeLog(
  Array.from({ length: 6 }, (_, index) => ({
    at: 1_000 * index,
    actor: 'agent',
    action: 'run-started',
    subject: `name-${index + 1}`,
    detail: { index },
  })),
)

const replace = (seq: number, change: Partial<Entry>) => entries.map((entry) => (entry.seq === seq ? { ...entry, ...change } : entry))
const swapped = (a: number, b: number) =>
  entries
    .map((entry) => (entry.seq === a ? { ...entry, seq: b } : entry.seq === b ? { ...entry, seq: a } : entry))
    .sort((x, y) => x.seq - y.seq)
const rehashedAlone = (seq: number, change: Partial<Entry>) => {
  const changed = replace(seq, change)
  const fitting = rehash(changed)
  return changed.map((entry, index) => (entry.seq === seq ? (fitting[index] ?? entry) : entry))
}

describe('checking the audit log finds', () => {
  test('nothing in a log that nobody touched', async () => {
    expect(await kindsAndPlaces(entries, heads, heads)).toEqual([])
  })

  test('nothing in an empty log', async () => {
    expect(await kindsAndPlaces([], [])).toEqual([])
  })

  test.each([
    ['what it was about', { subject: 'another' }],
    ['who did it', { actor: 'person' }],
    ['when', { at: 5 }],
    ['what was done', { action: 'run-failed' }],
    ['its detail', { detail: '{"index":9}' }],
    ['what came before it', { previous_hash: 'f'.repeat(64) }],
  ])('an entry of which %s was changed', async (_, change) => {
    expect(await kindsAndPlaces(replace(3, change), heads)).toEqual(['changed 3'])
  })

  test('a changed entry even when no heads are left, but then not only that', async () => {
    expect(await kindsAndPlaces(replace(3, { subject: 'another' }), [])).toContain('changed 3')
  })

  test('one entry changed and given a hash that fits it', async () => {
    expect(await kindsAndPlaces(rehashedAlone(3, { subject: 'another' }), heads)).toEqual(['changed 3'])
  })

  test('the same without any head, through the entry after it', async () => {
    expect(await kindsAndPlaces(rehashedAlone(3, { subject: 'another' }), [])).toContain('changed 3')
  })

  test('a removed entry, and the place of the gap', async () => {
    expect(
      await kindsAndPlaces(
        entries.filter(({ seq }) => seq !== 3),
        heads,
      ),
    ).toEqual(['removed 3'])
  })

  test('a removed beginning', async () => {
    expect(await kindsAndPlaces(entries.slice(2), heads)).toEqual(['removed 1'])
  })

  test('a removed entry whose gap was closed by renumbering: once, not at each entry after it', async () => {
    expect(await kindsAndPlaces(renumber(entries.filter(({ seq }) => seq !== 3)), heads)).toEqual(['removed 3'])
  })

  test('two entries that changed places', async () => {
    expect(await kindsAndPlaces(swapped(3, 4), heads)).toEqual(['reordered 3', 'reordered 4'])
  })

  test('a cut tail through the heads that were signed here', async () => {
    expect(await kindsAndPlaces(entries.slice(0, 4), heads)).toEqual(['cut 5'])
  })

  test('a cut tail whose heads were cut as well, through the cloud', async () => {
    expect(await kindsAndPlaces(entries.slice(0, 4), heads.slice(0, 4))).toEqual([])
    expect(await kindsAndPlaces(entries.slice(0, 4), heads.slice(0, 4), heads.slice(-1))).toEqual(['cut 5'])
  })

  test('a log that was emptied', async () => {
    expect(await kindsAndPlaces([], heads)).toEqual(['cut 1'])
    expect(await kindsAndPlaces([], [], heads.slice(-1))).toEqual(['cut 1'])
  })

  test('a log written anew from an entry on with hashes that fit', async () => {
    expect(await kindsAndPlaces(rehash(replace(3, { subject: 'another' })), heads)).toEqual(['rewritten 3'])
  })

  test('a log written anew, its heads signed anew with the device’s own key, through the cloud', async () => {
    const forged = rehash(replace(3, { subject: 'another' }))
    const resigned = headsOf(forged, signByDevice)
    expect(await kindsAndPlaces(forged, resigned)).toEqual([])
    expect(await kindsAndPlaces(forged, resigned, [...heads].reverse())).toEqual(['rewritten 3'])
    expect(await kindsAndPlaces(forged, resigned, heads.slice(-1))).toEqual(['rewritten 6'])
  })

  test('heads that somebody else signed', async () => {
    const forged = rehash(replace(3, { subject: 'another' }))
    expect(await kindsAndPlaces(forged, [...heads.slice(0, 2), ...headsOf(forged.slice(2), signByStranger)])).toEqual(['head-forged 3'])
  })

  test('entries that were added without the device’s key', async () => {
    const added = rehash([...entries, { ...entries[5], seq: 7, subject: 'invented' } as Entry])
    expect(await kindsAndPlaces(added, heads)).toEqual(['head-forged 7'])
  })

  test('an entry slipped in between, the rest moved on', async () => {
    const slipped = renumber([
      ...entries.slice(0, 3),
      { ...entries[2], subject: 'invented', hash: '0'.repeat(64) } as Entry,
      ...entries.slice(3),
    ])
    expect(await kindsAndPlaces(slipped, heads)).toEqual(['changed 4', 'reordered 5'])
  })

  test('that a log went on after it was cut: the gap stays to be seen', async () => {
    const later = rehash([...entries.slice(0, 6), { ...entries[5], seq: 7 } as Entry])
    const holed = later.filter(({ seq }) => seq < 4 || seq > 6)
    expect(await kindsAndPlaces(holed, headsOf(later, signByDevice))).toEqual(['removed 4'])
  })

  test('says each in a sentence', async () => {
    const [finding] = await check(entries.slice(0, 4), heads)
    expect(finding?.sentence).toBe('The log was longer once: entry 5 and what came after it were cut off.')
  })
})
