import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { processesOf, resultOf, start, temporaryFolder, untilGone } from '../start/launched.ts'

const folder = temporaryFolder()
const data = join(folder.path, 'data')
let first: Result

interface Result {
  domain: string
  serial: string
  acmeRequests: number
}

async function mainJob(place: string): Promise<Result> {
  const run = start('--data', place, '--once', '--json')
  expect(await run.ended, run.stderr()).toBe(0)
  return resultOf(run) as Result
}

beforeAll(async () => {
  first = await mainJob(data)
})
afterEach(() => untilGone(folder.path, 10_000))
afterAll(() => folder.remove())

describe.skipIf(process.platform === 'win32')('a launcher that is ended from outside', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s leaves nothing behind, and the next start finds everything', async (signal) => {
    const run = start('--data', data, '--no-browser')
    await run.says(/#token=/)
    // Launcher, practice stack and agent.
    expect(processesOf(data).length).toBeGreaterThanOrEqual(3)
    run.child.kill(signal)
    await untilGone(data, 10_000)
    // Both ended as they should, whoever told them: neither of these outlives an agent that stops in order.
    for (const left of ['agent-door.json', 'agent.sock', 'agent.db-wal']) expect(existsSync(join(data, 'agent', left)), left).toBe(false)
    expect(await mainJob(data)).toMatchObject({ domain: first.domain, serial: first.serial, acmeRequests: 0 })
  })

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s in the middle of the job ends it there, and the next start finishes it',
    async (signal) => {
      const place = join(folder.path, signal)
      const run = start('--data', place, '--no-browser')
      await run.says(/Certificate ordered/)
      run.child.kill(signal)
      await untilGone(place, 10_000)
      await run.ended
      expect(run.stdout()).not.toContain('Protected')
      expect(run.stderr()).not.toContain('DEFECT')
      expect(await mainJob(place)).toMatchObject({ states: { verified: true } })
    },
  )
})
