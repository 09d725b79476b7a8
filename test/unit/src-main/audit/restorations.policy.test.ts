import { describe, expect, test } from 'vitest'
import { genesisHash, hashOf, serializeDetail } from '#main/audit/audit.policy.ts'
import {
  type Content,
  check,
  type Entry,
  headsOf,
  kindsAndPlaces,
  signByDevice,
  signByStranger,
  writeLog,
} from '../../../support/audit-log-builder.ts'

const at = (index: number) => Date.UTC(2026, 10, 1, 8, index)
const contents = (from: number, count: number, subject = 'x'): Content[] =>
  Array.from({ length: count }, (_, index) => ({ at: at(from + index), actor: 'agent', action: 'run-started', subject, detail: {} }))

/** Ten entries, of which the backup holds six: what the device did in between is known to the cloud alone. */
const whole = writeLog(contents(1, 10))
const kept = whole.entries.slice(0, 6)
const backupHash = kept.at(-1)?.hash ?? ''
const lostHead = whole.heads[9]

function next(entries: readonly Entry[], content: Content, seq: number, previous_hash: string): Entry[] {
  const entry = { ...content, detail: serializeDetail(content.detail), seq, previous_hash }
  return [...entries, { ...entry, hash: hashOf(entry) }]
}

interface Restored {
  cloudHead?: number | null
  head?: number
  hash?: string
  when?: number
}
const restoredEntry = ({ cloudHead = 10, head = 6, hash = backupHash, when = 60 }: Restored = {}): Content => ({
  at: at(when),
  actor: 'administrator',
  action: 'restored',
  subject: 'x',
  detail: { backupAt: '2026-11-01T08:06:30.000Z', head, hash, cloudHead },
})

function continued(entries: Entry[], count: number): Entry[] {
  return contents(61, count, 'since').reduce((log, content) => {
    const last = log.at(-1)
    return next(log, content, (last?.seq ?? 0) + 1, last?.hash ?? genesisHash)
  }, entries)
}

/** Restored while the cloud could be asked: the log goes on behind what the cloud knows of. */
const behind = (change: Restored = {}, previous = lostHead?.hash ?? '') => continued(next(kept, restoredEntry(change), 11, previous), 3)
/** Restored while it could not: the log goes on where the backup ended. */
const inPlace = () => continued(next(kept, restoredEntry({ cloudHead: null }), 7, backupHash), 3)
const ownHeads = (entries: Entry[], adopted: typeof lostHead | null = lostHead) => [
  ...headsOf(entries, signByDevice),
  ...(adopted ? [adopted] : []),
]

describe('a log that goes on after a restore', () => {
  test('says which entries are missing and why, instead of calling it tampering', async () => {
    const log = behind()
    const [finding, ...more] = await check(log, ownHeads(log), whole.heads)
    expect(more).toEqual([])
    expect(finding).toEqual({
      kind: 'restored',
      seq: 7,
      sentence:
        'Entries 7 to 10 are not here: with entry 11, on 2026-11-01T09:00:00.000Z, this device went back to a backup of 2026-11-01T08:06:30.000Z, whose log ended at entry 6.',
    })
  })

  test('and whose new heads the cloud has taken, is explained just the same', async () => {
    const log = behind()
    expect(await kindsAndPlaces(log, ownHeads(log), [...whole.heads, ...headsOf(log.slice(6), signByDevice)])).toEqual(['restored 7'])
  })

  test('without the cloud being asked is explained by the time of what the cloud holds', async () => {
    const log = inPlace()
    expect(await kindsAndPlaces(log, ownHeads(log, null), whole.heads)).toEqual(['restored 7'])
  })

  test('has lost nothing where the newer state was there to be kept', async () => {
    const log = continued(next(whole.entries, restoredEntry(), 11, lostHead?.hash ?? ''), 3)
    expect(await kindsAndPlaces(log, ownHeads(log, null), whole.heads)).toEqual([])
  })

  test('is said to have a double when the cloud hears of other entries since, signed by the same key', async () => {
    const log = behind()
    const twin = continued(whole.entries, 2)
    expect(await kindsAndPlaces(log, ownHeads(log), headsOf(twin, signByDevice))).toEqual(['two-logs 11', 'restored 7'])
    const place = inPlace()
    expect(await kindsAndPlaces(place, ownHeads(place, null), headsOf(twin, signByDevice))).toEqual(['two-logs 11', 'restored 7'])
  })

  test('is still found out where it was changed, cut or forged', async () => {
    const log = behind()
    const changed = log.map((entry) => (entry.seq === 12 ? { ...entry, subject: 'other' } : entry))
    expect(await kindsAndPlaces(changed, ownHeads(log), whole.heads)).toEqual(['changed 12', 'restored 7'])
    const early = log.map((entry) => (entry.seq === 3 ? { ...entry, subject: 'other' } : entry))
    expect(await kindsAndPlaces(early, ownHeads(log), whole.heads)).toEqual(['changed 3', 'restored 7'])
    const without = log.filter(({ seq }) => seq !== 13)
    expect(await kindsAndPlaces(without, ownHeads(log), whole.heads)).toEqual(['removed 13', 'restored 7'])
    expect(await kindsAndPlaces(log.slice(0, -1), ownHeads(log), whole.heads)).toEqual(['cut 14', 'restored 7'])
    expect(
      await kindsAndPlaces(
        log,
        [...headsOf(log.slice(0, 7), signByDevice), lostHead ?? whole.heads[0]].flatMap((h) => h ?? []),
        whole.heads,
      ),
    ).toEqual(['head-forged 12', 'restored 7'])
  })
})

describe('an entry that only claims a restore', () => {
  test('does not explain a gap when its backup is not the beginning of this log', async () => {
    const log = behind({ hash: '0'.repeat(64) })
    expect(await kindsAndPlaces(log, ownHeads(log))).toEqual(['removed 7'])
  })

  test('does not explain a gap that begins elsewhere than its backup ended', async () => {
    const log = behind({ head: 4, hash: whole.entries[3]?.hash ?? '' })
    expect(await kindsAndPlaces(log, ownHeads(log))).toContain('removed 7')
  })

  test('does not explain a gap when it goes on from nothing that was ever signed', async () => {
    const log = behind({}, 'f'.repeat(64))
    expect(await kindsAndPlaces(log, ownHeads(log, null))).toEqual(['removed 7'])
  })

  test('signed by somebody else is found', async () => {
    const log = behind()
    const heads = [...headsOf(kept, signByDevice), ...headsOf(log.slice(6), signByStranger)]
    expect(await kindsAndPlaces(log, heads, whole.heads)).toContain('head-forged 11')
  })

  test('with details that nobody can read explains nothing', async () => {
    const content = { ...restoredEntry(), detail: { backupAt: 'yesterday', head: 6 } }
    const log = continued(next(kept, content, 11, lostHead?.hash ?? ''), 1)
    expect(await kindsAndPlaces(log, ownHeads(log))).toEqual(['removed 7'])
  })
})
