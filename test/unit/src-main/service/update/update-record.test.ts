import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day } from '@mylzip/shared/domain/time.ts'
import fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import { updateLines } from '#main/cli/output/update-lines.ts'
import { readInstallerFailure } from '#main/service/update/last-update.adapter.ts'
import { failureOfLast, readRecord, refusedSince, type UpdateRecord, writtenRecord } from '#main/service/update/update-record.policy.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const at = Date.UTC(2026, 10, 27, 9)
const folder = 'C:\\Program Files\\mylzip-ssl-update.1'
const refused: UpdateRecord = { kind: 'refused', at, folder: null, code: 'UPDATE_DURING_RUN', data: {} }
const ended = { kind: 'ended', at, folder, from: '1.0.0', version: '1.1.0', exitCode: 0, reason: '' } as const

describe('what became of the last update', () => {
  test.each<UpdateRecord>([refused, { kind: 'begun', at, folder, from: '1.0.0', version: '1.1.0' }, ended])(
    'is read as it was written: $kind',
    (record) => {
      expect(readRecord(writtenRecord(record))).toEqual(record)
      expect(readRecord(`\uFEFF${writtenRecord(record)}`)).toEqual(record)
    },
  )

  test('is not known where its file holds anything else', () => {
    expect(readRecord(JSON.stringify({ ...refused, code: 'NO_SUCH_CODE' }))).toBeUndefined()
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readRecord(text) === undefined))
  })

  test('is told to who asked for it, and not to who asked later', () => {
    expect(refusedSince(refused, at)).toEqual(new Refusal('UPDATE_DURING_RUN'))
    expect(refusedSince(refused, at + 1)).toBeUndefined()
    expect(refusedSince(ended, at)).toBeUndefined()
    expect(refusedSince(undefined, at)).toBeUndefined()
  })

  test.each<[UpdateRecord, RegExp]>([
    [refused, /^The last update was refused \(.*\): The service is in the middle of a renewal/],
    [
      { kind: 'begun', at, folder, from: '1.0.0', version: '1.1.0' },
      /from version 1\.0\.0 to 1\.1\.0 began on .*, and has not ended yet\.$/,
    ],
    [ended, /succeeded/],
    [{ ...ended, exitCode: 2 }, /failed \(.*\): its installer ended with 2\.$/],
    [{ ...ended, exitCode: null, reason: 'no such file' }, /failed \(.*\): its installer did not start, no such file\.$/],
    [{ ...ended, exitCode: 3 }, /to 1\.1\.0 installed the program, and not its service \(.*\)\.$/],
  ])('is said in words', (record, words) => {
    expect(updateLines(record).join('\n')).toMatch(words)
  })

  test('without its service is said with what the installer has left', async () => {
    const { path, remove } = await temporaryFolder()
    onTestFinished(remove)
    expect(await readInstallerFailure(path)).toBeUndefined()
    await writeFile(join(path, 'failure.txt'), '\uFEFFThe service is damaged.\r\nNext: install it again.\r\n', 'utf16le')
    const lines = updateLines({ ...ended, exitCode: 3 }, await readInstallerFailure(path))
    expect(lines.slice(1)).toEqual(['The service is damaged.', 'Next: install it again.'])
  })

  test('is a failure to tell for a day, to the version that is still there', () => {
    const failed = { ...ended, exitCode: 2 }
    expect(failureOfLast(failed, '1.0.0', at + 1)).toEqual(new Refusal('UPDATE_FAILED', { version: '1.1.0', code: 2 }))
    expect(failureOfLast({ ...failed, exitCode: null, reason: 'gone' }, '1.0.0', at)).toMatchObject({ code: 'UPDATE_NOT_BEGUN' })
    for (const [record, version, now] of [
      [failed, '1.1.0', at],
      [failed, '1.0.0', at + 2 * day],
      [ended, '1.0.0', at],
      [refused, '1.0.0', at],
      [undefined, '1.0.0', at],
    ] as const)
      expect(failureOfLast(record, version, now)).toBeUndefined()
  })
})
