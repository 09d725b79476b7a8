import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'
import { noTinyDisk, type TinyDisk, tinyDisk } from '../../support/tiny-disk.ts'

/** A loaded machine is slow; what never ends still fails. */
const patience = { timeout: 180_000 }

const states = { issued: true, installed: true, bound: true, verified: true }

describe.skipIf(noTinyDisk)(`a disk that gets full in the middle of the main job${noTinyDisk ? ` (skipped: ${noTinyDisk})` : ''}`, () => {
  const practice = practiceForTests()

  async function mainJob(disk: TinyDisk) {
    const agent = startHeadless(agentArguments(practice.stack, disk.path, '--once', '--json'))
    const exitCode = await agent.ended
    return { exitCode, said: agent.stderr(), result: JSON.parse(agent.stdout()) as { error?: { code: string }; serial?: string } }
  }

  /** What stands in the database of a device whose disk has no more than this; undefined when that was enough. */
  async function tryOn(kilobytes: number): Promise<Recorded | undefined> {
    const disk = await tinyDisk(kilobytes)
    try {
      const first = await mainJob(disk)
      if (first.exitCode === 0) {
        expect(first.result, `on ${kilobytes} kB`).toMatchObject({ states })
        return undefined
      }
      expect(first, `on ${kilobytes} kB`).toMatchObject({ exitCode: 1, result: { error: { code: 'DISK_FULL' } } })
      expect(first.said).not.toContain('Protected')
      disk.grow(8_192)
      const before = recorded(disk.path)
      const orders = practice.stack.orders()

      const next = await mainJob(disk)
      expect(next, `after ${kilobytes} kB`).toMatchObject({ exitCode: 0, result: { states } })
      expect(next.said).not.toContain('damaged')
      const after = recorded(disk.path)
      expect(after.versions).toBe(1)
      if (before.key) expect(after.key).toEqual(before.key)
      if (before.order) expect(practice.stack.orders(), `orders after ${kilobytes} kB`).toBe(orders)
      if (before.serial) expect(next.result.serial).toBe(before.serial)
      return before
    } finally {
      await disk.remove()
    }
  }

  it('is said so, whenever it happens; once there is space the next start finishes with the same key and order', patience, async () => {
    const interrupted: Recorded[] = []
    for (let kilobytes = 250; kilobytes < 4_000; kilobytes += 50) {
      const left = await tryOn(kilobytes)
      if (!left) break
      interrupted.push(left)
    }
    // From disk to disk the job comes further: otherwise this would have tested nothing but the start.
    expect(interrupted.some(({ key, serial }) => key && !serial)).toBe(true)
    expect(interrupted.some(({ serial }) => serial)).toBe(true)
  })
})

interface Recorded {
  versions: number
  key?: Buffer
  serial?: string | null
  order?: string | null
}

/** What the agent had written down, as anybody may read it from its database; nothing when it had not come so far. */
function recorded(device: string): Recorded {
  let database: Database.Database
  try {
    database = new Database(join(device, 'agent', 'agent.db'), { fileMustExist: true })
  } catch {
    return { versions: 0 }
  }
  try {
    const versions = database.prepare('SELECT sealed_key AS key, serial FROM certificate_versions').all() as {
      key: Buffer
      serial: string
    }[]
    const run = database.prepare('SELECT order_url AS "order" FROM runs ORDER BY started_at DESC').get() as { order: string } | undefined
    return { ...versions[0], ...run, versions: versions.length }
  } finally {
    database.close()
  }
}
