import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { DoctorEvent } from '@mylzip/shared/operations/doctor.ts'
import { expect, test } from 'vitest'
import type { Check } from '#main/doctor/check.port.ts'
import { createDoctor } from '#main/doctor/doctor.service.ts'
import { well } from '#main/doctor/verdict.policy.ts'
import { createFakeTime } from '../../../support/fake-time.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

const check = (id: string, look: Check['look'], patience = second): Check => ({ id, kind: id, group: 'network', title: id, patience, look })
const fine = (id: string) => check(id, async () => well(saying('found.proxy-none')))
const never = () => new Promise<never>(() => undefined)

function doctorWith(...checks: Check[]) {
  const time = createFakeTime()
  const log = createSilentLog()
  const { clock, timers } = time
  const doctor = createDoctor({
    clock,
    timers,
    log,
    elapsed: clock.now,
    examine: async () => ({ checks, failures: [], dependents: [], addresses: [] }),
  })
  return { doctor, time, log }
}

const question = { names: [] }

test('a check that never ends is given up, and holds nobody up', async () => {
  const { doctor, time } = doctorWith(check('slow', never), fine('quick'))
  const events: DoctorEvent[] = []
  const run = (async () => {
    for await (const event of doctor.run(question, new AbortController().signal)) events.push(event)
  })()
  await time.pass(10)
  expect(events.map((event) => (event.type === 'finding' ? event.finding.id : event.type))).toEqual(['begun', 'quick'])
  await time.pass(second)
  await run
  const report = events.at(-1)
  if (report?.type !== 'report') throw new Error('there is no report')
  expect(report.report.findings).toMatchObject([
    { id: 'slow', status: 'warning', code: 'CHECK_UNFINISHED', durationMs: second },
    { id: 'quick', status: 'ok' },
  ])
})

test('a check that is given up is told so', async () => {
  let told = false
  const listening = check('slow', (signal) => {
    signal.addEventListener('abort', () => {
      told = true
    })
    return never()
  })
  const { doctor, time } = doctorWith(listening)
  const report = doctor.report(question)
  await time.pass(2 * second)
  await report
  expect(told).toBe(true)
})

test('what a check refuses with is what it found', async () => {
  const refusing = check('full', async () => {
    throw new Refusal('DISK_FULL', { folder: '/data' })
  })
  const { findings } = await doctorWith(refusing).doctor.report(question)
  expect(findings).toMatchObject([{ status: 'failed', code: 'DISK_FULL', sentence: expect.stringContaining('disk is full') }])
})

test('a check that breaks is a defect in the log, and the others go on', async () => {
  const broken = check('broken', async () => {
    throw new TypeError('x is not a function')
  })
  const { doctor, log } = doctorWith(broken, fine('other'))
  const { findings } = await doctor.report(question)
  expect(findings.map(({ code, status }) => code ?? status)).toEqual(['DEFECT', 'ok'])
  expect(JSON.stringify(findings)).not.toContain('is not a function')
  expect(log.lines).toMatchObject([{ level: 'error' }])
})

test('a few dozen checks are all done, a dozen at a time', async () => {
  let underWay = 0
  let most = 0
  const checks = Array.from({ length: 40 }, (_, index) =>
    check(`check-${index}`, async () => {
      underWay += 1
      most = Math.max(most, underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay -= 1
      return well(saying('found.proxy-none'))
    }),
  )
  const { findings } = await doctorWith(...checks).doctor.report(question)
  expect(findings).toHaveLength(40)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(12)
})

test('who leaves is not kept waiting by a check that is under way', async () => {
  const leaving = new AbortController()
  const events = doctorWith(check('slow', never)).doctor.run(question, leaving.signal)
  expect((await events.next()).value).toMatchObject({ type: 'begun' })
  const next = events.next()
  leaving.abort()
  expect(await next).toEqual({ done: true, value: undefined })
})
