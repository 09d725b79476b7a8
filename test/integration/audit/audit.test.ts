import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { outboxRepository } from '#main/licensing/outbox.repository.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { rehash } from '../../support/audit-log-builder.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the audit log', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AgentFoundations

  beforeEach(async () => {
    folder = await temporaryFolder()
    agent = await openFoundations(folder.path)
  })
  afterEach(async () => {
    await agent.close()
    await folder.remove()
  })

  const started = (version = '1.0.0') =>
    agent.audit.recordAlone({ actor: 'agent', action: 'agent-started', subject: 'MyL.Zip SSL', detail: { version } })
  const verdict = async () => (await agent.audit.verify()).findings.map(({ kind, seq }) => `${kind} ${seq}`)
  const heads = () => agent.db.selectFrom('audit_heads').selectAll().orderBy('seq').execute()
  const asAnchored = async () =>
    (await heads()).map((head) => ({ ...head, at: toTimestamp(head.at), reportedAt: toTimestamp(0) })).reverse()

  /** What somebody with the file and SQLite can do. */
  async function tamper(change: (sqlite: Database.Database) => void): Promise<void> {
    await agent.close()
    const sqlite = new Database(join(folder.path, 'agent.db'))
    sqlite.exec('DROP TRIGGER audit_log_keeps_its_entries; DROP TRIGGER audit_log_loses_nothing')
    change(sqlite)
    sqlite.close()
    agent = await openFoundations(folder.path)
  }

  test('tells what happened in sentences, the newest first, page by page', async () => {
    for (const version of ['1', '2', '3']) await started(version)
    const { entries, more } = await agent.audit.list({ limit: 2 })
    expect(entries.map(({ seq, sentence }) => [seq, sentence])).toEqual([
      [3, 'MyL.Zip SSL 3 started.'],
      [2, 'MyL.Zip SSL 2 started.'],
    ])
    expect(more).toBe(true)
    expect(await agent.audit.list({ before: 2, limit: 2 })).toMatchObject({ entries: [{ seq: 1, detail: { version: '1' } }], more: false })
  })

  test('has no entry of what was rolled back, and none is lost of what was committed', async () => {
    await started()
    const failing = agent.db.transaction().execute(async (tx) => {
      await agent.audit.record(tx, { actor: 'agent', action: 'run-started', subject: 'x' })
      throw new Error('the work failed')
    })
    await expect(failing).rejects.toThrow('the work failed')
    await started()
    expect((await agent.audit.list({ limit: 9 })).entries.map(({ seq }) => seq)).toEqual([2, 1])
    expect(await agent.audit.verify()).toMatchObject({ entries: 2, intact: true, findings: [], anchor: null })
    expect(agent.recorded.map(({ seq }) => seq)).toEqual([1, 2])
  })

  test('is intact after restarts, whatever was written into it', async () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.dictionary(fc.string(), value), async (subject, detail) => {
        await agent.audit.recordAlone({ actor: 'agent', action: 'run-started', subject, detail })
      }),
      {
        numRuns: 60,
        examples: [
          ['\u0000', {}],
          ['\ud800', { a: '\udfff' }],
          ['"|', { __proto__: null, '': -0 }],
        ],
      },
    )
    await agent.close()
    agent = await openFoundations(folder.path)
    await started()
    expect(await agent.audit.verify()).toMatchObject({ intact: true, findings: [] })
  })

  test('hands only the newest head to the outbox, signed, in the same transaction', async () => {
    await started()
    await started()
    const waiting = await outboxRepository(agent.db).next(10)
    expect(waiting).toMatchObject([{ kind: 'audit-head', id: 'audit-head-2', head: { seq: 2 } }])
    const [last] = (await heads()).slice(-1)
    expect(waiting[0]).toMatchObject({ head: { hash: last?.hash, signature: last?.signature, at: toTimestamp(last?.at ?? 0) } })
  })

  test('shows an entry that was changed in the file', async () => {
    for (let entry = 0; entry < 4; entry += 1) await started()
    await tamper((sqlite) => sqlite.exec(`UPDATE audit_log SET subject = 'something else' WHERE seq = 2`))
    expect(await verdict()).toEqual(['changed 2'])
    expect(await agent.audit.verify()).toMatchObject({ intact: false, entries: 4 })
  })

  test('shows a removed entry', async () => {
    for (let entry = 0; entry < 4; entry += 1) await started()
    await tamper((sqlite) => sqlite.exec('DELETE FROM audit_log WHERE seq = 2'))
    expect(await verdict()).toEqual(['removed 2'])
  })

  test('shows a cut tail, also after the agent went on writing', async () => {
    for (let entry = 0; entry < 4; entry += 1) await started()
    await tamper((sqlite) => sqlite.exec('DELETE FROM audit_log WHERE seq > 2'))
    expect(await verdict()).toEqual(['cut 3'])
    await started()
    expect(await verdict()).toEqual(['removed 3'])
  })

  test('shows a cut tail whose heads were cut too, as soon as the cloud answers', async () => {
    for (let entry = 0; entry < 4; entry += 1) await started()
    const anchored = await asAnchored()
    await tamper((sqlite) => sqlite.exec('DELETE FROM audit_log WHERE seq > 2; DELETE FROM audit_heads WHERE seq > 2'))
    expect(await verdict()).toEqual([])
    agent.askCloud(async () => anchored)
    expect(await verdict()).toEqual(['cut 3'])
    expect((await agent.audit.verify()).anchor).toEqual({ seq: 4, reportedAt: toTimestamp(0) })
  })

  test('shows that it was written anew with fitting hashes', async () => {
    for (let entry = 0; entry < 4; entry += 1) await started()
    const entries = await agent.db.selectFrom('audit_log').selectAll().orderBy('seq').execute()
    const forged = rehash(entries.map((entry) => (entry.seq === 2 ? { ...entry, subject: 'something else' } : entry)))
    await tamper((sqlite) => {
      const update = sqlite.prepare('UPDATE audit_log SET subject = ?, previous_hash = ?, hash = ? WHERE seq = ?')
      for (const { subject, previous_hash, hash, seq } of forged) update.run(subject, previous_hash, hash, seq)
    })
    expect(await verdict()).toEqual(['rewritten 2'])
  })

  test('shows heads that the device did not sign', async () => {
    for (let entry = 0; entry < 3; entry += 1) await started()
    await tamper((sqlite) => sqlite.exec(`UPDATE audit_heads SET signature = '${Buffer.alloc(64).toString('base64url')}' WHERE seq = 2`))
    expect(await verdict()).toEqual(['head-forged 2'])
  })

  test('that was tampered with can still be shown', async () => {
    await started()
    await tamper((sqlite) => sqlite.exec(`UPDATE audit_log SET detail = 'no json', action = '${randomUUID()}'`))
    expect((await agent.audit.list({ limit: 5 })).entries).toMatchObject([{ seq: 1, detail: {} }])
    expect(await verdict()).toEqual(['changed 1'])
  })

  test('of some thousand entries is checked within seconds, and the agent goes on meanwhile', async () => {
    await agent.db.transaction().execute(async (tx) => {
      for (let entry = 0; entry < 3_000; entry += 1) await agent.audit.record(tx, { actor: 'agent', action: 'run-started', subject: 'x' })
    })
    let turns = 0
    const turning = setInterval(() => {
      turns += 1
    }, 1)
    expect(await agent.audit.verify()).toMatchObject({ entries: 3_000, intact: true })
    clearInterval(turning)
    expect(turns).toBeGreaterThan(5)
  })
})
