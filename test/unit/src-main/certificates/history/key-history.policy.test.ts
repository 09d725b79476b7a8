import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import { describe, expect, test } from 'vitest'
import { type KeyedVersion, keyHistory } from '#main/certificates/history/key-history.policy.ts'

const name = 'intranet.example'
const moment = (minutes: number) => toTimestamp(1_790_000_000_000 + minutes * 60_000)
const entry = (minutes: number, action: string, detail: Activity['detail'] = {}, subject = name) => ({
  at: moment(minutes),
  action,
  detail,
  subject,
})
const version = (number: number, publicKey = `key-${number}`): KeyedVersion => ({
  number,
  serial: `0${number}`,
  publicKey,
  isElsewhere: false,
})
const given = (minutes: number, number: number, key = 'locked') =>
  entry(minutes, 'certificate-exported', { format: 'pfx', key, serial: `0${number}`, version: number })

const history = (number: number, versions: KeyedVersion[], entries: ReturnType<typeof entry>[]) => {
  const asked = versions.find((each) => each.number === number) ?? expect.fail('a version that is there')
  return keyHistory(asked, { name, versions, entries })
}

describe('where a key came from', () => {
  test('one that was made here says when', () => {
    const entries = [entry(1, 'key-made', { version: 1 }), entry(9, 'key-made', { version: 2 })]
    expect(history(1, [version(1), version(2)], entries)).toEqual({ origin: 'made-here', since: moment(1), exports: [], backups: 0 })
    expect(history(2, [version(1), version(2)], entries)).toMatchObject({ origin: 'made-here', since: moment(9) })
  })

  test('one that was used again is as old as when it was made', () => {
    const entries = [entry(1, 'key-made', { version: 1 }), entry(9, 'key-reused', { version: 2 })]
    expect(history(2, [version(1, 'same'), version(2, 'same')], entries)).toMatchObject({ origin: 'made-here', since: moment(1) })
  })

  test('one that was brought in a file is not called made here, and its renewal is', () => {
    const entries = [entry(1, 'certificate-imported'), entry(9, 'key-made', { version: 2 })]
    expect(history(1, [version(1), version(2)], entries)).toMatchObject({ origin: 'brought', since: moment(1) })
    expect(history(2, [version(1), version(2)], entries)).toMatchObject({ origin: 'made-here', since: moment(9) })
  })

  test('one in the TPM is in no backup', () => {
    const entries = [entry(1, 'key-made-in-tpm', { version: 1 }), entry(2, 'backup-made', { missing: 'none' }, '/backup')]
    expect(history(1, [version(1)], entries)).toEqual({ origin: 'made-in-tpm', since: moment(1), exports: [], backups: 0 })
  })

  test('one that the log does not tell of is unknown, not made here', () => {
    expect(history(3, [version(3)], [entry(1, 'key-made', { version: 1 })])).toMatchObject({ origin: 'unknown', since: null })
  })

  test('what an earlier certificate of the same name did, which was forgotten, is not this one’s', () => {
    const forgotten = [entry(-5, 'key-made', { version: 1 }), given(-4, 1), entry(-3, 'certificate-forgotten')]
    expect(history(1, [version(1)], forgotten)).toMatchObject({
      origin: 'unknown',
      exports: [],
    })
  })
})

describe('how often it was given out', () => {
  test('what was given out after a clock that had been wrong was set back counts all the same', () => {
    expect(history(1, [version(1)], [entry(90, 'key-made', { version: 1 }), given(2, 1)]).exports).toHaveLength(1)
  })

  test('only what went with the key counts', () => {
    const entries = [entry(1, 'key-made', { version: 1 }), given(2, 1, 'none'), given(3, 1), given(4, 1, 'open')]
    expect(history(1, [version(1)], entries).exports).toEqual([
      { at: moment(3), format: 'pfx', protection: 'locked' },
      { at: moment(4), format: 'pfx', protection: 'open' },
    ])
  })

  test('another version’s does not count, unless it had the same key', () => {
    const entries = [entry(1, 'key-made', { version: 1 }), given(2, 1), entry(3, 'key-reused', { version: 2 })]
    expect(history(2, [version(1), version(2)], entries).exports).toHaveLength(0)
    expect(history(2, [version(1, 'same'), version(2, 'same')], entries).exports).toHaveLength(1)
  })

  test('of a version that is not kept any more it counts where its key went on', () => {
    const entries = [entry(1, 'key-made', { version: 1 }), given(2, 1), entry(3, 'key-reused', { version: 2 })]
    expect(history(2, [version(2)], entries).exports).toHaveLength(1)
    const renewed = [entry(1, 'key-made', { version: 1 }), given(2, 1), entry(3, 'key-made', { version: 2 })]
    expect(history(2, [version(2)], renewed).exports).toHaveLength(0)
  })

  test('backups count from when it was there, except those that say that it is not in them', () => {
    const backup = (minutes: number, missing: string) => entry(minutes, 'backup-made', { missing }, '/backup')
    const entries = [backup(0, 'none'), entry(1, 'key-made', { version: 1 }), backup(2, 'none'), backup(3, `other.example, ${name}`)]
    expect(history(1, [version(1)], entries).backups).toBe(1)
  })
})
