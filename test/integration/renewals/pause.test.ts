import { day, hour, minute } from '@mylzip/shared/domain/time.ts'
import type { StateEvent } from '@mylzip/shared/operations/values.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createDueTasks } from '#main/renewals/due-tasks.ts'
import { createPauseService } from '#main/renewals/pause.service.ts'
import type { RenewalService } from '#main/renewals/renewal.service.ts'
import { createScheduler } from '#main/renewals/scheduler.ts'
import { createAnnouncer } from '#main/state/announcer.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { createFakeTime, type FakeTime } from '../../support/fake-time.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const id = '00000000-0000-4000-8000-000000000001'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let time: FakeTime
let foundations: AgentFoundations
let begun: { reason: string; after: number }[]
let start: number
let stop: () => Promise<void>

beforeEach(async () => {
  folder = await temporaryFolder()
  time = createFakeTime()
  start = time.clock.now()
  begun = []
  stop = async () => undefined
  foundations = await openFoundations(folder.path, time.clock)
})
afterEach(async () => {
  await stop()
  await foundations.close()
  await folder.remove()
})

/** A certificate of 90 days whose renewal was planned for `renewalAt`, and that ends at `notAfter`. */
async function certificate({ renewalAt = start + 10 * minute, notAfter = start + 30 * day } = {}) {
  const { db } = foundations
  const row = { id, names: '["k7f3q9bd.acme.myl.test"]', directory_url: 'https://ca.example/dir', key_type: 'p-256' } as const
  const planned = {
    renewal_at: renewalAt,
    renewal_reason: 'age',
    window_end: start + 20 * minute,
    window_ask_again_at: start + day,
  } as const
  await certificateRepository(db).add({ ...row, created_at: start - 60 * day, current_version: 1, ...planned })
  const made = { directory_url: row.directory_url, key_type: row.key_type, sealed_key: new Uint8Array(1) }
  const times = { not_before: notAfter - 90 * day, not_after: notAfter, issued_at: start - 60 * day, verified_at: start - 60 * day }
  await versionRepository(db).add({ certificate_id: id, number: 1, ...made, chain_pem: 'PEM', ...times })
  const ended = { status: 'succeeded', started_at: start - 60 * day, ended_at: start - 60 * day } as const
  await runRepository(db).add({ id: 'run-1', certificate_id: id, number: 1, reason: 'first', ...ended })
}

/** The agent as far as it decides when something is begun: what it begins ends at once, and is planned for the next time. */
function running() {
  const { db, audit } = foundations
  const log = createSilentLog()
  const announcer = createAnnouncer()
  const told: StateEvent[] = []
  announcer.listen((event) => told.push(event))
  const pause = createPauseService({ ...time, db, log, audit, announcer })
  const renewals = {
    async start(_: string, reason: string) {
      begun.push({ reason, after: time.clock.now() - start })
      await certificateRepository(db).update(id, { renewal_at: time.clock.now() + 60 * day })
      return { runId: 'run-2', joined: false, ended: Promise.resolve(undefined) }
    },
  } as unknown as RenewalService
  const announcements = { goesOn: async () => undefined, standsStill: async () => undefined }
  const keeper = { look: async () => undefined }
  const dueTasks = createDueTasks({ db, clock: time.clock, renewals, replan: async () => undefined, keeper, announcements, pause })
  const tasks = async () => [...(await dueTasks()), ...(await pause.tasks())]
  const scheduler = createScheduler({ ...time, log, tasks })
  scheduler.start()
  stop = () => scheduler.stop()
  return { pause, scheduler, told }
}

/** Time passes in steps in which the database has answered. */
async function pass(ms: number) {
  for (let gone = 0; gone < ms; gone += minute) {
    await time.pass(Math.min(minute, ms - gone))
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('renewals that are paused for an hour', () => {
  it('wait, go on by themselves after it, and whoever watches is told of both', async () => {
    await certificate()
    const { pause, told } = running()
    const view = await pause.pause(60)
    expect(view).toEqual({ since: '2026-11-21T08:00:00.000Z', until: '2026-11-21T09:00:00.000Z' })
    expect(told).toEqual([{ type: 'pause', pause: view }])
    await pass(59 * minute)
    expect(begun).toEqual([])
    await pass(3 * minute)
    expect(begun).toMatchObject([{ reason: 'age' }])
    expect(begun[0]?.after).toBeGreaterThanOrEqual(hour)
    expect(told.at(-1)).toEqual({ type: 'pause', pause: null })
    expect(await pause.view()).toBeNull()
    expect(foundations.recorded.map(({ sentence }) => sentence)).toEqual([
      'Renewals that do not press wait until 2026-11-21T09:00:00.000Z.',
    ])
  })

  it('go on at once when somebody ends the pause, and the log says so', async () => {
    await certificate()
    const { pause, scheduler, told } = running()
    await pause.pause(24 * 60)
    await pass(30 * minute)
    await pause.resume('token')
    await scheduler.look()
    await pass(minute)
    expect(begun).toHaveLength(1)
    expect(told.at(-1)).toEqual({ type: 'pause', pause: null })
    expect(foundations.recorded.at(-1)?.sentence).toBe('Renewals go by themselves again: the pause was ended before its time.')
    expect(foundations.recorded.map(({ actor }) => actor)).toEqual(['person', 'token'])
    await pause.resume()
    expect(foundations.recorded).toHaveLength(2)
  })

  it('are still paused after a restart, and not longer', async () => {
    await certificate()
    const first = running()
    await first.pause.pause(60)
    await pass(20 * minute)
    await first.scheduler.stop()
    await foundations.close()
    foundations = await openFoundations(folder.path, time.clock)
    const { pause } = running()
    expect(await pause.view()).toMatchObject({ until: '2026-11-21T09:00:00.000Z' })
    await pass(35 * minute)
    expect(begun).toEqual([])
    await pass(7 * minute)
    expect(begun).toHaveLength(1)
  })

  it('do not wait where time runs out', async () => {
    await certificate({ notAfter: start + 4.5 * day + 20 * minute })
    const { pause } = running()
    await pause.pause(120)
    await pass(19 * minute)
    expect(begun).toEqual([])
    await pass(3 * minute)
    expect(begun).toHaveLength(1)
  })

  it('end after an hour that has really passed, however often the clock is set back meanwhile', async () => {
    await certificate()
    const { pause } = running()
    await pause.pause(60)
    for (let i = 0; i < 12; i++) {
      await pass(6 * minute)
      time.setClock(start)
    }
    expect(await pause.view()).toBeNull()
    await pass(15 * minute)
    expect(begun).toHaveLength(1)
  })

  it('do not wait for a pause that was made while the clock was a year ahead', async () => {
    await certificate()
    const { pause } = running()
    time.setClock(start + 365 * day)
    await pause.pause(60)
    time.setClock(start)
    await pass(12 * minute)
    expect(begun).toHaveLength(1)
    expect(await pause.view()).toBeNull()
  })

  it('a second wish takes the place of the first', async () => {
    await certificate()
    const { pause } = running()
    await pause.pause(60)
    await pass(10 * minute)
    expect(await pause.pause(5)).toMatchObject({ until: '2026-11-21T08:15:00.000Z' })
    await pass(7 * minute)
    expect(begun).toHaveLength(1)
  })
})
