import { appendFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startPracticeProcess } from '../../support/practice-process.ts'
import { noTinyDisk, type TinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

const plenty = 200_000

describe.skipIf(noTinyDisk)(`the practice stack on a full disk${noTinyDisk ? ` (skipped: ${noTinyDisk})` : ''}`, () => {
  it.each([
    ['has no room for a folder', 16],
    ['gets full while the database is copied', 20_000],
  ])('says so where the disk %s, and comes up once there is space', async (_when, kilobytes) => {
    const disk = await tinyDisk(kilobytes)
    try {
      const first = await startPracticeProcess(`${disk.path}/practice`)
      expect(await first.ended).toBe(1)
      expect(first.report, first.stderr()).toMatchObject({ ready: false, code: 'DISK_FULL' })
      disk.grow(plenty)
      const second = await startPracticeProcess(`${disk.path}/practice`)
      expect(second.report, second.stderr()).toMatchObject({ ready: true })
      await second.release()
    } finally {
      await disk.remove()
    }
  })

  it('ends in good order where the disk got full meanwhile, and comes up again once there is space', async () => {
    const disk = await tinyDisk(plenty)
    try {
      const first = await startPracticeProcess(`${disk.path}/practice`)
      const filler = fill(disk)
      expect(await first.release(), first.stderr()).toBe(0)
      rmSync(filler)
      const second = await startPracticeProcess(`${disk.path}/practice`)
      expect(second.report, second.stderr()).toMatchObject({ ready: true })
      await second.release()
    } finally {
      await disk.remove()
    }
  })
})

function fill(disk: TinyDisk): string {
  const filler = `${disk.path}/filler`
  for (const size of [1_048_576, 4_096]) {
    try {
      for (;;) appendFileSync(filler, Buffer.alloc(size))
    } catch {}
  }
  return filler
}
