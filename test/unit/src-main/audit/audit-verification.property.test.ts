import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Content,
  check,
  type Entry,
  headsOf,
  kindsAndPlaces,
  rehash,
  renumber,
  signByDevice,
  writeLog,
} from '../../../support/audit-log-builder.ts'

const value = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.double(), fc.boolean(), fc.constant(null))
const content: fc.Arbitrary<Content> = fc.record({
  at: fc.nat(),
  actor: fc.string(),
  action: fc.string(),
  subject: fc.string({ unit: 'grapheme' }),
  detail: fc.dictionary(fc.string(), value),
})
const log = fc.array(content, { minLength: 2, maxLength: 12 }).map(writeLog)
/** A log and one of its entries. */
const logAndPlace = log.chain((written) => fc.tuple(fc.constant(written), fc.nat(written.entries.length - 1)))
const runs = { numRuns: 150 }

const changes: fc.Arbitrary<(entry: Entry) => Entry> = fc.oneof(
  fc.constant((entry: Entry) => ({ ...entry, at: entry.at + 1 })),
  fc
    .constantFrom('actor', 'action', 'subject', 'detail')
    .map((field) => (entry: Entry) => ({ ...entry, [field]: `${entry[field as 'actor']} ` })),
)

describe('whatever the log holds', () => {
  test('an untouched log is intact', async () => {
    await fc.assert(
      fc.asyncProperty(log, async ({ entries, heads }) => {
        expect(await check(entries, heads, heads)).toEqual([])
      }),
      runs,
    )
  })

  test('a change of any field of any entry is found at that entry', async () => {
    await fc.assert(
      fc.asyncProperty(logAndPlace, changes, async ([{ entries, heads }, place], change) => {
        const tampered = entries.map((entry, index) => (index === place ? change(entry) : entry))
        expect(await kindsAndPlaces(tampered, heads)).toEqual([`changed ${place + 1}`])
      }),
      runs,
    )
  })

  test('a change with all later hashes made to fit is found at that entry', async () => {
    await fc.assert(
      fc.asyncProperty(logAndPlace, changes, async ([{ entries, heads }, place], change) => {
        const tampered = rehash(entries.map((entry, index) => (index === place ? change(entry) : entry)))
        expect(await kindsAndPlaces(tampered, heads)).toEqual([`rewritten ${place + 1}`])
        // The heads signed anew as well: only the cloud, which holds the last one, still knows.
        const resigned = headsOf(tampered, signByDevice)
        expect(await kindsAndPlaces(tampered, resigned)).toEqual([])
        expect(await kindsAndPlaces(tampered, resigned, heads.slice(-1))).toEqual([`rewritten ${entries.length}`])
      }),
      runs,
    )
  })

  test('any entries taken out are found, renumbered or not', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.infiniteStream(fc.boolean()), async ({ entries, heads }, keeps) => {
        const kept = entries.filter(() => keeps.next().value)
        fc.pre(kept.length < entries.length)
        expect(await check(kept, heads)).not.toEqual([])
        expect(await check(renumber(kept), heads)).not.toEqual([])
        expect(await check(rehash(renumber(kept)), heads)).not.toEqual([])
      }),
      runs,
    )
  })

  test('any other order is found', async () => {
    await fc.assert(
      fc.asyncProperty(
        log.chain((written) => fc.tuple(fc.constant(written), fc.shuffledSubarray(written.entries, { minLength: written.entries.length }))),
        async ([{ entries, heads }, shuffled]) => {
          fc.pre(shuffled.some((entry, index) => entry !== entries[index]))
          expect(await check(renumber(shuffled), heads)).not.toEqual([])
          expect(await check(rehash(renumber(shuffled)), heads)).not.toEqual([])
        },
      ),
      runs,
    )
  })

  test('a tail cut off is found where it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(logAndPlace, async ([{ entries, heads }, place]) => {
        expect(await kindsAndPlaces(entries.slice(0, place), heads)).toEqual([`cut ${place + 1}`])
        expect(await kindsAndPlaces(entries.slice(0, place), heads.slice(0, place), heads.slice(-1))).toEqual([`cut ${place + 1}`])
      }),
      runs,
    )
  })
})
