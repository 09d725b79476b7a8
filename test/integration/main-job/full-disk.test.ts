import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { answers } from '../../support/command-answers.ts'
import { askCommand, startCommand } from '../../support/command-line.ts'
import { agentArguments, practiceForTests } from '../../support/practice-stack.ts'
import { startHeadless } from '../../support/product.ts'
import { startRunningAgent } from '../../support/running-agent.ts'
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

describe.skipIf(noTinyDisk)(`a disk that gets full later${noTinyDisk ? ` (skipped: ${noTinyDisk})` : ''}`, () => {
  const practice = practiceForTests()
  beforeAll(async () => {
    const once = startHeadless(agentArguments(practice.stack, practice.folder, '--once'))
    expect(await once.ended, once.stderr()).toBe(0)
  })

  it('is what the state, monitoring and a waiting command name, until there is space and the work goes on', patience, async () => {
    const disk = await tinyDisk(20_000)
    onTestFinished(disk.remove)
    const agent = await startRunningAgent(practice.stack, disk.path)
    onTestFinished(async () => void (await agent.stop()))
    const { certificates, renewals } = agent.client
    const certificateId = (await certificates.list())[0]?.id ?? ''
    disk.fill(60)

    const waiting = startCommand(['renew', certificateId, '--wait', '--json', '--data', disk.path])
    const ofTheDisk = { code: 'DISK_FULL', nextAttemptAt: expect.any(String) }
    const state = { health: 'attention', failure: ofTheDisk, current: { states: { verified: expect.any(String) } } }
    await expect.poll(() => certificates.get({ certificateId }), { timeout: 30_000 }).toMatchObject(state)
    await waiting.says(/The disk is full/)
    const { exitCode, answer } = await askCommand(['status', '--check', '--data', disk.path])
    expect(exitCode).toBe(4)
    expect(answer).toMatchObject({
      error: { code: 'NOT_PROTECTED', sentence: expect.stringContaining('nothing can be saved') },
      runs: [{ status: 'running', failure: ofTheDisk }],
    })

    disk.grow(40_000)
    // The scheduler would go on with it within a minute; whoever asks again need not wait for that.
    expect(await renewals.renewNow({ certificateId })).toMatchObject({ joined: true })
    const ended = await waiting.ended
    expect(ended.exitCode, ended.stderr).toBe(0)
    expect(await certificates.get({ certificateId })).toMatchObject({ health: 'protected', failure: null })
    expect((await askCommand(['status', '--check', '--data', disk.path])).exitCode).toBe(0)
  })

  const alone =
    '%s with %d kB left ends, says so and holds nothing; “renew” orders nothing while it is full, and succeeds once there is space'
  it.each([['renew', 120] as const, ['order', 160] as const])(`where none runs, ${alone}`, patience, async (what, left) => {
    const disk = await tinyDisk(20_000)
    onTestFinished(disk.remove)
    cpSync(join(practice.folder, 'agent'), join(disk.path, 'agent'), { recursive: true })
    const here = (...args: string[]) => askCommand([...args, '--data', disk.path])
    const [own] = answers.status.parse((await here('status')).answer).certificates
    const name = own?.names[0] ?? ''
    const wanted = what === 'order' ? `*.${name}` : name
    disk.fill(left)
    const { exitCode, answer } = await here(what, wanted)
    expect(exitCode).toBe(1)
    const { error, run } = Unrecorded.parse(answer)
    expect(error).toMatchObject({ code: 'DISK_FULL', nextStep: expect.stringContaining('“mylzip renew” for what is on the list already') })
    expect(run.status).toBe('failed')
    const orders = practice.stack.orders()
    expect((await here('renew', wanted)).exitCode).toBe(1)
    expect(practice.stack.orders()).toBe(orders)

    disk.grow(40_000)
    const again = answers.renew.parse((await here('renew', wanted)).answer)
    expect(again).toMatchObject({ run: { status: 'succeeded', failure: null } })
  })
})

/** What a command answers whose run has failed and could not be recorded. */
const Unrecorded = z.object({
  error: z.object({ code: z.string(), nextStep: z.string() }),
  run: z.object({ status: z.string() }),
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
