import { day, hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createScheduler, type DueTask } from '#main/renewals/scheduler.ts'
import { createFakeTime } from '../../../support/fake-time.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

function setUp() {
  const time = createFakeTime()
  const log = createSilentLog()
  const begun = time.clock.now()
  const ran: { key: string; after: number }[] = []
  const plan = new Map<string, number>()
  let work: (key: string) => Promise<void> = async (key) => void plan.delete(key)
  const task = (key: string, at: number): DueTask => ({
    key,
    at,
    run: () => {
      ran.push({ key, after: time.clock.now() - begun })
      return work(key)
    },
  })
  const works = (how: typeof work) => {
    work = how
  }
  const scheduler = createScheduler({ ...time, log, tasks: async () => [...plan].map(([key, at]) => task(key, at)) })
  onTestFinished(() => scheduler.stop())
  return { time, log, begun, ran, plan, scheduler, works }
}

describe('the scheduler', () => {
  test('starts at once what is already due', async () => {
    const { scheduler, plan, ran, begun, time } = setUp()
    plan.set('desk', begun - day)
    scheduler.start()
    await time.pass(0)
    expect(ran).toEqual([{ key: 'desk', after: 0 }])
  })

  test('starts a renewal at its moment, and once', async () => {
    const { scheduler, plan, ran, begun, time } = setUp()
    plan.set('desk', begun + 10 * hour + 17 * second)
    scheduler.start()
    await time.pass(day)
    expect(ran).toHaveLength(1)
    expect(ran[0]?.after).toBeGreaterThanOrEqual(10 * hour + 17 * second)
    expect(ran[0]?.after).toBeLessThanOrEqual(10 * hour + 17 * second + minute)
  })

  test('a laptop that slept through its window renews within a minute of waking', async () => {
    const { scheduler, plan, ran, begun, time } = setUp()
    plan.set('desk', begun + 3 * day)
    scheduler.start()
    await time.pass(5 * hour)
    time.sleep(14 * day)
    await time.pass(minute)
    expect(ran).toHaveLength(1)
  })

  test('resume, or a new network, makes it look at once', async () => {
    const { scheduler, plan, ran, begun, time } = setUp()
    plan.set('desk', begun + 3 * day)
    scheduler.start()
    await time.pass(20 * second)
    time.sleep(4 * day)
    await scheduler.look()
    expect(ran).toHaveLength(1)
  })

  test('a clock set forward starts what is due by it; a clock set back waits, and goes on looking', async () => {
    const { scheduler, plan, ran, begun, time } = setUp()
    plan.set('desk', begun + 3 * day)
    scheduler.start()
    await time.pass(hour)
    time.setClock(begun - 400 * day)
    await time.pass(day)
    expect(ran).toHaveLength(0)
    time.setClock(begun + 3 * day)
    await time.pass(minute)
    expect(ran).toHaveLength(1)
  })

  test('never wakes by itself twice within a minute, whatever falls due', async () => {
    const { scheduler, plan, begun, time } = setUp()
    for (let i = 0; i < 500; i++) plan.set(`certificate ${i}`, begun + i * 7.3 * second)
    scheduler.start()
    await time.pass(2 * hour)
    expect(plan.size).toBe(0)
    const gaps = time.fired.slice(1).map((at, i) => at - (time.fired[i] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(minute)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(minute)
  })

  test('what is still running is not started again', async () => {
    const { scheduler, plan, ran, begun, time, works } = setUp()
    const { promise, resolve: finish } = Promise.withResolvers<void>()
    works((key) => promise.then(() => void plan.delete(key)))
    plan.set('desk', begun)
    scheduler.start()
    await time.pass(hour)
    expect(ran).toHaveLength(1)
    finish()
    await time.pass(hour)
    expect(ran).toHaveLength(1)
  })

  test('a task that fails by itself is logged and rests; the others go on', async () => {
    const { scheduler, plan, ran, begun, time, log, works } = setUp()
    works(async (key) => {
      if (key === 'broken') throw new Error('a defect')
      plan.delete(key)
    })
    plan.set('broken', begun).set('desk', begun + 5 * minute)
    scheduler.start()
    await time.pass(hour)
    expect(ran.filter(({ key }) => key === 'broken').length).toBeGreaterThanOrEqual(4)
    expect(ran.filter(({ key }) => key === 'broken').length).toBeLessThanOrEqual(5)
    expect(ran.filter(({ key }) => key === 'desk')).toHaveLength(1)
    expect(log.lines.every(({ level }) => level === 'error')).toBe(true)
  })

  test('a plan that cannot be read is read again a minute later', async () => {
    const time = createFakeTime()
    let readable = false
    let ran = 0
    const task = { key: 'desk', at: 0, run: async () => void ran++ }
    const tasks = async () => {
      if (!readable) throw new Error('the disk does not answer')
      return [task]
    }
    const scheduler = createScheduler({ ...time, log: createSilentLog(), tasks })
    scheduler.start()
    await time.pass(10 * minute)
    readable = true
    await time.pass(minute)
    expect(ran).toBe(1)
    await scheduler.stop()
  })

  test('stopping waits for a look that is reading what is due, and nothing of it is started', async () => {
    const time = createFakeTime()
    const reading = Promise.withResolvers<DueTask[]>()
    let ran = 0
    const scheduler = createScheduler({ ...time, log: createSilentLog(), tasks: () => reading.promise })
    scheduler.start()
    await time.pass(0)
    let stopped = false
    const stopping = scheduler.stop().then(() => {
      stopped = true
    })
    await time.pass(0)
    expect(stopped).toBe(false)
    reading.resolve([{ key: 'desk', at: 0, run: async () => void ran++ }])
    await stopping
    await time.pass(day)
    expect([ran, time.fired]).toEqual([0, []])
  })

  test('once stopped it starts nothing more, and stopping waits for what runs', async () => {
    const { scheduler, plan, ran, begun, time, works } = setUp()
    let ended = false
    works(async (key) => {
      await new Promise((resolve) => setImmediate(resolve))
      plan.delete(key)
      ended = true
    })
    plan.set('desk', begun)
    scheduler.start()
    await time.pass(0)
    await scheduler.stop()
    expect(ended).toBe(true)
    plan.set('desk', begun)
    await scheduler.look()
    await time.pass(day)
    expect(ran).toHaveLength(1)
  })
})
