import { join } from 'node:path'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { signHead } from '#main/audit/head-signature.ts'
import { type DeviceKey, loadDeviceKey } from '#main/device/device-key.service.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import type { AuditLogTable } from '#main/system/database/schema.ts'
import { createKeyFileSecrets } from '#main/system/secrets/key-file-secrets.adapter.ts'
import { rehash } from '../../support/audit-log-builder.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'

const practice = practiceForTests()

/** What somebody does to the file while the agent does not run. Answers from which entry on the log is not what it was. */
type Tamper = (sqlite: Database.Database, key: DeviceKey) => number

const changeOne: Tamper = (sqlite) => {
  sqlite.exec(`UPDATE audit_log SET subject = 'somebody else' WHERE seq = 3`)
  return 3
}

const cutTail: Tamper = (sqlite) => {
  const { last } = sqlite.prepare('SELECT max(seq) AS last FROM audit_log').get() as { last: number }
  for (const table of ['audit_log', 'audit_heads']) sqlite.prepare(`DELETE FROM ${table} WHERE seq > ?`).run(last - 4)
  return last - 3
}

/** Every hash fits and every head is signed by the device's own key: on this machine nothing is left that could tell. */
const rewriteWhole: Tamper = (sqlite, { sign }) => {
  const entries = sqlite.prepare('SELECT * FROM audit_log ORDER BY seq').all() as AuditLogTable[]
  const changed = rehash(entries.map((entry) => (entry.seq === 2 ? { ...entry, subject: 'somebody else' } : entry)))
  const entry = sqlite.prepare('UPDATE audit_log SET subject = @subject, previous_hash = @previous_hash, hash = @hash WHERE seq = @seq')
  const head = sqlite.prepare('UPDATE audit_heads SET hash = @hash, signature = @signature WHERE seq = @seq')
  for (const { seq, at, hash, subject, previous_hash } of changed) {
    entry.run({ seq, subject, previous_hash, hash })
    head.run({ seq, hash, signature: signHead(seq, hash, at, sign).signature })
  }
  return 2
}

describe('a log that was tampered with while the program did not run is found out after its next start', () => {
  it('and one that nobody touched is found intact, also after a power cut', async () => {
    const { report } = await checkedAfter(() => 0, 'untouched')
    expect(report).toMatchObject({ intact: true, findings: [] })
  })

  it('when an entry was changed', async () => {
    const { report } = await checkedAfter(changeOne, 'changed')
    expect(report).toMatchObject({ intact: false, findings: [{ kind: 'changed', seq: 3 }] })
  })

  it('when its end was cut off, with the heads that belong to it: the cloud remembers them', async () => {
    const { report, from } = await checkedAfter(cutTail, 'cut')
    expect(report.findings).toContainEqual(expect.objectContaining({ kind: 'cut', seq: report.entries + 1 }))
    expect(report.findings.filter(({ seq }) => seq < from)).toEqual([])
  })

  it('when the whole was written anew and signed with the device’s own key: the cloud holds the heads of the first', async () => {
    const { report, from } = await checkedAfter(rewriteWhole, 'rewritten')
    expect(report.findings.map(({ kind }) => kind)).toEqual(['rewritten'])
    expect(report.findings[0]?.seq).toBeGreaterThanOrEqual(from)
  })
})

async function checkedAfter(tamper: Tamper, name: string): Promise<{ report: AuditReport; from: number }> {
  const device = join(practice.folder, name)
  const before = await startRunningAgent(practice.stack, device)
  const anchored = await untilAnchored(before).finally(before.kill)
  const from = await tamperWith(join(device, 'agent'), tamper)
  const after = await startRunningAgent(practice.stack, device)
  try {
    const report = await after.client.audit.verify()
    expect(report.anchor?.seq).toBeGreaterThanOrEqual(anchored)
    return { report, from }
  } finally {
    await after.stop()
  }
}

/** The last entry, as soon as the cloud holds its head too. */
async function untilAnchored({ client }: RunningAgent): Promise<number> {
  const isAnchored = async () => {
    const { anchor, entries, intact } = await client.audit.verify()
    return intact && anchor?.seq === entries
  }
  await expect.poll(isAnchored, { timeout: 10_000 }).toBe(true)
  return (await client.audit.verify()).entries
}

async function tamperWith(agent: string, tamper: Tamper): Promise<number> {
  const { db, close } = await openDatabase({ file: join(agent, 'agent.db'), now: Date.now() })
  const key = await loadDeviceKey({ db, secrets: createKeyFileSecrets({ file: join(agent, 'secrets.key') }) })
  await close()
  const sqlite = new Database(join(agent, 'agent.db'))
  try {
    sqlite.exec('DROP TRIGGER audit_log_keeps_its_entries; DROP TRIGGER audit_log_loses_nothing')
    return tamper(sqlite, key)
  } finally {
    sqlite.close()
  }
}
