import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import type { ChallengeSolver } from '#main/challenges/challenge.port.ts'
import { createHttp01Webroot } from '#main/challenges/http/http-01-webroot.adapter.ts'
import { createLeftovers } from '#main/challenges/leftovers/leftovers.service.ts'
import { publishedAnswerRepository } from '#main/challenges/leftovers/published-answer.repository.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { taskFor } from '../../support/challenge-tasks.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const id = '00000000-0000-4000-8000-000000000001'
const start = Date.UTC(2026, 10, 21, 9)

describe('what a crash leaves published', () => {
  let data: Awaited<ReturnType<typeof temporaryFolder>>
  let web: Awaited<ReturnType<typeof temporaryFolder>>
  let base: Awaited<ReturnType<typeof openFoundations>>
  let proof: ProofMethod
  let now: number
  beforeEach(async () => {
    now = start
    data = await temporaryFolder()
    web = await temporaryFolder()
    proof = { via: 'http-webroot', folder: web.path }
    base = await openFoundations(data.path, { now: () => now })
    const row = {
      id,
      names: '["web.customer.test"]',
      directory_url: 'https://ca.example/dir',
      key_type: 'p-256',
      created_at: start,
    } as const
    await certificateRepository(base.db).add(row)
  })
  afterEach(async () => {
    await base.close()
    await data.remove()
    await web.remove()
  })

  /** Each time as a new process has it. */
  const process = (solver: ChallengeSolver = createHttp01Webroot({ folder: web.path, lookServed: async () => undefined })) => {
    const { db, clock } = base
    const leftovers = createLeftovers({ db, clock, log: createSilentLog(), solversFor: async () => [solver] })
    return { leftovers, solver: leftovers.remembering(id, proof, solver) }
  }
  const recorded = () => publishedAnswerRepository(base.db).left()
  const files = async () => (await readdir(web.path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())

  it('is taken away at the next start, with what was written beside it', async () => {
    await process().solver.publish(taskFor('web.customer.test'))
    expect(await files()).toHaveLength(2)
    const { leftovers } = process()
    const [task] = await leftovers.tasks()
    expect(task?.at).toBeLessThanOrEqual(now)
    await task?.run()
    expect(await files()).toEqual([])
    expect(await recorded()).toEqual([])
    expect(await leftovers.tasks()).toEqual([])
  })

  it('is taken away by the run itself where the account’s key has changed since, and the right answer lies there', async () => {
    const before = taskFor('web.customer.test')
    await process().solver.publish(before)
    const task = { ...before, keyAuthorization: `${before.token}.another-thumbprint` }
    const { solver } = process()
    await solver.publish(task)
    const answer = (await files()).find(({ name }) => name === task.token)
    expect(await readFile(join(answer?.parentPath ?? '', task.token), 'utf8')).toBe(task.keyAuthorization)
    expect(await recorded()).toHaveLength(1)
    await solver.remove(task)
    expect([await files(), await recorded()]).toEqual([[], []])
  })

  it('is left alone while a run works on the certificate', async () => {
    await process().solver.publish(taskFor('web.customer.test'))
    const run = { id: 'run-1', certificate_id: id, number: 1, reason: 'first', status: 'running', started_at: start } as const
    await runRepository(base.db).add(run)
    expect(await process().leftovers.tasks()).toEqual([])
  })

  it('is nothing when it was taken away as it should be, even twice', async () => {
    const { solver } = process()
    await solver.publish(taskFor('web.customer.test'))
    await solver.publish(taskFor('web.customer.test'))
    expect(await recorded()).toHaveLength(1)
    await solver.remove(taskFor('web.customer.test'))
    await solver.remove(taskFor('web.customer.test'))
    expect(await recorded()).toEqual([])
  })

  it('is tried again later when it cannot be taken away now, and given up after a month', async () => {
    const unreachable: ChallengeSolver = {
      type: 'http-01',
      publish: async () => undefined,
      remove: async () => {
        throw new Refusal('CLOUD_UNREACHABLE', { cloud: 'https://cloud.example', reason: 'no network' })
      },
    }
    const { leftovers, solver } = process(unreachable)
    await solver.publish(taskFor('web.customer.test'))
    await leftovers.takeAwayAll()
    expect(await recorded()).toHaveLength(1)
    expect((await leftovers.tasks())[0]?.at).toBeGreaterThan(now)
    now += hour
    expect((await leftovers.tasks())[0]?.at).toBeLessThanOrEqual(now)
    now += 31 * day
    await leftovers.takeAwayAll()
    expect(await recorded()).toEqual([])
  })

  it('is tried by one at a time, and left to rest where it failed, while others go at once', async () => {
    let atOnce = 0
    let most = 0
    const tried: string[] = []
    const slow: ChallengeSolver = {
      type: 'http-01',
      publish: async () => undefined,
      remove: async ({ name }) => {
        tried.push(name)
        atOnce += 1
        most = Math.max(most, atOnce)
        await new Promise((resolve) => setTimeout(resolve, 20))
        atOnce -= 1
        if (name === 'stuck.customer.test') throw new Refusal('CLOUD_UNREACHABLE', { cloud: 'https://cloud.example', reason: 'no network' })
      },
    }
    const { leftovers, solver } = process(slow)
    await solver.publish(taskFor('stuck.customer.test'))
    await Promise.all(Array.from({ length: 5 }, leftovers.takeAwayAll))
    expect({ most, tried }).toEqual({ most: 1, tried: ['stuck.customer.test'] })
    await solver.publish(taskFor('fresh.customer.test'))
    await leftovers.takeAwayAll()
    expect(tried).toEqual(['stuck.customer.test', 'fresh.customer.test'])
    now += hour
    await leftovers.takeAwayAll()
    expect(tried).toHaveLength(3)
  })

  it('by a clock that was far ahead is taken away now, and does not stay for years', async () => {
    now = start + 400 * day
    const { leftovers, solver } = process()
    await solver.publish(taskFor('web.customer.test'))
    now = start
    expect((await leftovers.tasks())[0]?.at).toBeLessThanOrEqual(now)
    const failing = process({ type: 'http-01', publish: async () => undefined, remove: () => Promise.reject(new Error('not now')) })
    await failing.leftovers.takeAwayAll()
    expect((await recorded())[0]?.published_at).toBe(start)
    now = start - 100 * day
    expect((await failing.leftovers.tasks())[0]?.at).toBeLessThanOrEqual(now)
  })

  it('of a listener of our own ends with it, and is not remembered', async () => {
    proof = { via: 'http-listener' }
    await process({ type: 'http-01', publish: async () => undefined, remove: async () => undefined }).solver.publish(taskFor('a.test'))
    expect(await recorded()).toEqual([])
  })
})
