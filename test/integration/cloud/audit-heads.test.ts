import { createHash, randomUUID } from 'node:crypto'
import { day } from '@mylzip/shared/domain/time.ts'
import { sql } from 'kysely'
import { expect } from 'vitest'
import { purge } from '#cloud/jobs/purge.job.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

describeOnEachDatabase('audit heads and reports', (test, under) => {
  test('a device’s heads are kept as it signed them, the newest first', async () => {
    const device = await under.cloud.newDevice()
    const heads = [device.signHead(1, hash('a')), device.signHead(5, hash('b'), '2026-11-21T08:00:00.123Z')]
    for (const head of heads) expect(await device.api.devices.anchorAudit({ head })).toEqual({ seq: head.seq })
    const held = await device.api.devices.auditHeads()
    expect(held.heads).toEqual([...heads].reverse().map((head) => ({ ...head, reportedAt: expect.stringMatching(/Z$/) })))
  })

  test('a head may be told twice, also one that is not the newest any more', async () => {
    const device = await under.cloud.newDevice()
    const first = device.signHead(1, hash('a'))
    for (const head of [first, first, device.signHead(2, hash('b')), first]) await device.api.devices.anchorAudit({ head })
    expect((await device.api.devices.auditHeads()).heads).toHaveLength(2)
  })

  const contradictions: [string, number, string][] = [
    ['the newest entry with another hash', 5, hash('rewritten')],
    ['an older entry with another hash', 2, hash('rewritten')],
    ['an entry behind the newest that was never told', 3, hash('cut')],
    ['an empty log after entries', 0, hash('')],
  ]
  test.each(contradictions)('%s is refused and kept as evidence', async (_, seq, changed) => {
    const device = await under.cloud.newDevice()
    for (const told of [2, 5]) await device.api.devices.anchorAudit({ head: device.signHead(told, hash(`entry ${told}`)) })
    const head = device.signHead(seq, changed)
    for (let again = 0; again < 2; again++) {
      expect(await refusalOf(device.api.devices.anchorAudit({ head }))).toMatchObject({
        code: 'AUDIT_HEAD_CONFLICT',
        status: 409,
        data: { seq },
        defined: true,
      })
    }
    const evidence = await under.database.db
      .selectFrom('audit_head_conflicts')
      .selectAll()
      .where('device_id', '=', device.enrolled.deviceId)
      .execute()
    expect(evidence).toEqual([{ ...head, device_id: device.enrolled.deviceId, reported_at: expect.any(Number) }])
    expect((await device.api.devices.auditHeads()).heads.map((held) => held.seq)).toEqual([5, 2])
  })

  test('of two histories told at once only one is taken', async () => {
    const device = await under.cloud.newDevice()
    const outcomes = await Promise.allSettled(
      ['x', 'y'].map((text) => device.api.devices.anchorAudit({ head: device.signHead(1, hash(text)) })),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('a head that another device signed, or that was changed after signing, is refused', async () => {
    const [device, other] = [await under.cloud.newDevice(), await under.cloud.newDevice()]
    const mine = device.signHead(7, hash('a'))
    const forged = [
      other.signHead(7, hash('a')),
      { ...mine, seq: 8 },
      { ...mine, at: '2026-01-01T00:00:00Z' },
      { ...mine, signature: 'A'.repeat(86) },
    ]
    for (const head of forged) {
      expect(await refusalOf(device.api.devices.anchorAudit({ head }))).toMatchObject({ code: 'ASSERTION_INVALID', status: 401 })
    }
  })

  test('a device sees its own heads and nobody else’s', async () => {
    const [device, other] = [await under.cloud.newDevice(), await under.cloud.newDevice()]
    await device.api.devices.anchorAudit({ head: device.signHead(1, hash('a')) })
    expect(await other.api.devices.auditHeads()).toEqual({ heads: [] })
  })

  test('a report that comes twice counts once, and keeps what it said', async () => {
    const device = await under.cloud.newDevice()
    const report = {
      kind: 'run-failed' as const,
      at: '2026-11-21T08:00:00.500Z',
      detail: { code: 'ACME_BUSY', tries: 3, last: null, final: false },
    }
    const [one, two] = [
      { ...report, id: randomUUID() },
      { ...report, id: randomUUID() },
    ]
    expect(await device.api.devices.report({ reports: [one] })).toEqual({ accepted: 1 })
    expect(await device.api.devices.report({ reports: [one, two, two] })).toEqual({ accepted: 1 })
    const kept = await under.database.db
      .selectFrom('status_reports')
      .select(['id', 'at', 'detail'])
      .where('device_id', '=', device.enrolled.deviceId)
      .execute()
    expect(kept.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort())
    expect(kept[0]).toMatchObject({ at: Date.parse(report.at), detail: report.detail })
  })

  test('of a device that tells without end the newest are kept: 10,000 heads and a thousand reports', async () => {
    const device = await under.cloud.newDevice()
    const { deviceId: device_id } = device.enrolled
    const { db } = under.database
    await sql`INSERT INTO audit_heads SELECT ${device_id}::uuid, n, 'h', 'at', 's', 0 FROM generate_series(1, 10000) AS n`.execute(db)
    await sql`
      INSERT INTO status_reports SELECT ${device_id}::uuid, gen_random_uuid(), 0, 'agent-started', '{}', n FROM generate_series(1, 1000) AS n
    `.execute(db)
    await device.api.devices.anchorAudit({ head: device.signHead(10_001, hash('a')) })
    await device.api.devices.report({ reports: [{ id: randomUUID(), kind: 'agent-started', at: '2026-11-21T08:00:00Z', detail: {} }] })
    const span = async (table: 'audit_heads' | 'status_reports', column: 'seq' | 'received_at') =>
      (
        await sql`
          SELECT count(*) AS kept, min(${sql.ref(column)}) AS oldest FROM ${sql.table(table)} WHERE device_id = ${device_id}
        `.execute(db)
      ).rows
    expect(await span('audit_heads', 'seq')).toEqual([{ kept: 10_000, oldest: 2 }])
    expect(await span('status_reports', 'received_at')).toEqual([{ kept: 1_000, oldest: 2 }])
    await purge(db, under.cloud.clock.now() + 29 * day, { changed: async () => undefined })
    expect(await span('status_reports', 'received_at')).toMatchObject([{ kept: 1 }])
    await purge(db, under.cloud.clock.now() + 31 * day, { changed: async () => undefined })
    expect(await span('status_reports', 'received_at')).toMatchObject([{ kept: 0 }])
  })

  test('a report that says too much is refused', async () => {
    const device = await under.cloud.newDevice()
    const tell = (detail: Record<string, string>) =>
      device.api.devices.report({ reports: [{ id: randomUUID(), kind: 'run-failed', at: '2026-11-21T08:00:00Z', detail }] })
    const entries = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index}`, '']))
    for (const detail of [{ text: 'x'.repeat(501) }, { ['x'.repeat(101)]: '' }, entries(21)])
      expect(await refusalOf(tell(detail))).toMatchObject({ status: 400 })
    for (const detail of [{ text: 'x'.repeat(500) }, entries(20)]) expect(await tell(detail)).toEqual({ accepted: 1 })
  })

  test('two devices may use the same id for their reports', async () => {
    const report = { id: randomUUID(), kind: 'agent-started' as const, at: '2026-11-21T08:00:00Z', detail: {} }
    for (const device of [await under.cloud.newDevice(), await under.cloud.newDevice()]) {
      expect(await device.api.devices.report({ reports: [report] })).toEqual({ accepted: 1 })
    }
  })
})
