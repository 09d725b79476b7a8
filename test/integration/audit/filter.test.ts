import { join } from 'node:path'
import { type AuditAction, auditActions } from '@mylzip/shared/domain/audit-actions.ts'
import { auditGroups } from '@mylzip/shared/domain/audit-groups.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import { isWanted } from '@mylzip/shared/operations/audit-filter.policy.ts'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('what somebody looks for in the audit log', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  let agent: AgentFoundations

  beforeAll(async () => {
    folder = await temporaryFolder()
    agent = await openFoundations(folder.path)
  })
  afterAll(async () => {
    await agent.close()
    await folder.remove()
  })

  const sentences = async (filter: Parameters<AgentFoundations['audit']['list']>[0]) =>
    (await agent.audit.list(filter)).entries.map(({ sentence }) => sentence)

  test('is found by what it says, also in the words of a code, and not by how it is stored', async () => {
    const record = (action: AuditAction, subject: string, detail: Record<string, string> = {}) =>
      agent.audit.recordAlone({ actor: 'person', action, subject, detail })
    await record('run-started', 'desk.example', { reason: 'asked' })
    await record('run-started', 'desk.example', { reason: 'age' })
    await record('certificate-exported', '100%_desk.example', { format: 'C:\\chain.pem "new"', key: 'none' })
    expect(await sentences({ limit: 9, words: 'somebody  ASKED' })).toEqual(['Work on the certificate began: somebody asked for it.'])
    expect(await sentences({ limit: 9, words: 'without its private' })).toHaveLength(1)
    expect(await sentences({ limit: 9, words: 'C:\\chain.pem "new"' })).toHaveLength(1)
    expect(await sentences({ limit: 9, words: '0%_d' })).toHaveLength(1)
    expect(await sentences({ limit: 9, words: '%' })).toHaveLength(1)
    expect(await sentences({ limit: 9, words: 'reason' })).toEqual([])
    expect(await sentences({ limit: 9, group: 'keys' })).toHaveLength(1)
    expect(await sentences({ limit: 9, actor: 'cloud' })).toEqual([])
  })

  test('is the same for the database as for a screen to which an entry is pushed', async () => {
    const text = fc.constantFrom('desk.example', 'somebody', 'Ordnung', 'ünal', 'a_b', '50%', 'C:\\Temp', '"q"', 'asked', '17')
    const detail = fc.dictionary(
      fc.constantFrom('reason', 'key', 'store', 'programs', 'sentence', 'kind'),
      fc.oneof(text, fc.integer({ min: 0, max: 99 }), fc.boolean(), fc.constant(null), fc.constantFrom('asked', 'none', 'windows')),
    )
    const entry = fc.record({
      actor: fc.constantFrom('agent', 'person', 'cloud'),
      action: fc.constantFrom(...auditActions),
      subject: text,
      detail,
    })
    const logged = fc.sample(entry, { numRuns: 150, seed: 3 })
    await agent.db.transaction().execute(async (tx) => {
      for (const each of logged) await agent.audit.record(tx, each)
    })
    const all = (await agent.audit.list({ limit: 200 })).entries
    const times = all.map(({ at }) => at)
    const filter = fc.record(
      {
        group: fc.constantFrom(...auditGroups),
        actor: fc.constantFrom('agent', 'person', 'cloud', 'nobody'),
        from: fc.constantFrom(...times),
        to: fc.constantFrom(...times, toTimestamp(Date.now() + 1_000)),
        words: fc.oneof(text, fc.constantFrom('certificate', 'the KEY', 'of', 'asked for', 'windows')),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(filter, async (wanted) => {
        const { entries } = await agent.audit.list({ limit: 200, ...wanted })
        expect(entries.map(({ seq }) => seq)).toEqual(all.filter((each) => isWanted(wanted, each)).map(({ seq }) => seq))
      }),
      { numRuns: 150, seed: 5 },
    )
  })

  test('goes on from page to page, and a damaged entry does not keep the others from being found', async () => {
    const first = await agent.audit.list({ limit: 3, words: 'certificate' })
    const second = await agent.audit.list({ limit: 3, words: 'certificate', before: first.entries.at(-1)?.seq })
    const both = await agent.audit.list({ limit: 6, words: 'certificate' })
    expect([...first.entries, ...second.entries]).toEqual(both.entries)
    const sqlite = new Database(join(folder.path, 'agent.db'))
    sqlite.exec(`DROP TRIGGER audit_log_keeps_its_entries; UPDATE audit_log SET detail = 'no json' WHERE seq = 1`)
    sqlite.close()
    expect(await agent.audit.list({ limit: 6, words: 'certificate' })).toEqual(both)
  })
})
