import { type Kysely, sql } from 'kysely'
import type { AgentTables } from '../../system/database/schema.ts'

/** What the state in use knew and the backup does not. */
export interface Kept {
  /** Versions that were made or came further since. */
  versions: number
  /** Whether its audit log goes on from the backup's, and was taken over. */
  log: boolean
}

/** What a CA, the device or the cloud did since the backup is true, whichever state a person goes back to. */
const facts = [
  `INSERT INTO certificates SELECT * FROM newer.certificates WHERE id NOT IN (SELECT id FROM certificates)`,
  // The person's choices are the backup's; how far the certificate is, is not a choice.
  `UPDATE certificates SET (current_version, renewal_at, renewal_reason, window_start, window_end, window_drawn_at, window_ask_again_at,
     failed_tries, next_attempt_at, retired_at) = (SELECT current_version, renewal_at, renewal_reason, window_start, window_end,
     window_drawn_at, window_ask_again_at, failed_tries, next_attempt_at, retired_at FROM newer.certificates n WHERE n.id = certificates.id)
   WHERE id IN (SELECT id FROM newer.certificates)`,
  `DELETE FROM consumers WHERE (certificate_id, number) IN (SELECT certificate_id, number FROM newer_versions)`,
  `INSERT OR REPLACE INTO certificate_versions SELECT * FROM newer.certificate_versions
   WHERE (certificate_id, number) IN (SELECT certificate_id, number FROM newer_versions)`,
  `INSERT INTO consumers SELECT * FROM newer.consumers WHERE (certificate_id, number) IN (SELECT certificate_id, number FROM newer_versions)`,
  // Another machine's run, where this one has a history of its own: two running ones would be two orders.
  `DELETE FROM run_steps WHERE run_id IN (SELECT id FROM strange_runs) OR run_id IN (SELECT id FROM newer.runs)`,
  `DELETE FROM runs WHERE id IN (SELECT id FROM strange_runs)`,
  // In their order: the last run is the one written last.
  `INSERT OR REPLACE INTO runs SELECT * FROM newer.runs ORDER BY rowid`,
  `INSERT INTO run_steps SELECT * FROM newer.run_steps`,
  `INSERT OR REPLACE INTO acme_accounts SELECT * FROM newer.acme_accounts`,
  `INSERT OR REPLACE INTO authority_standing SELECT * FROM newer.authority_standing`,
  `INSERT OR REPLACE INTO name_limits SELECT * FROM newer.name_limits`,
  `INSERT INTO issuance_ledger (directory_url, kind, at, name_set, domains, name, exempt)
   SELECT directory_url, kind, at, name_set, domains, name, exempt FROM newer.issuance_ledger n WHERE NOT EXISTS (
     SELECT 1 FROM issuance_ledger l WHERE l.directory_url = n.directory_url AND l.kind = n.kind AND l.at = n.at
       AND l.name_set IS n.name_set AND l.name IS n.name) ORDER BY id`,
  `INSERT OR REPLACE INTO device SELECT * FROM newer.device`,
  `DELETE FROM published_answers`,
  `INSERT INTO published_answers SELECT * FROM newer.published_answers`,
  // The backup's own were forgotten before.
  `INSERT INTO local_tokens SELECT * FROM newer.local_tokens`,
  // What the team asked for since, and how far it is: nothing is carried out twice.
  `INSERT OR REPLACE INTO commands SELECT * FROM newer.commands`,
]

/** What a person chose since, and had not chosen otherwise before. */
const additions = [
  `INSERT OR IGNORE INTO authorities SELECT * FROM newer.authorities`,
  `INSERT OR IGNORE INTO authority_roots SELECT * FROM newer.authority_roots`,
  `INSERT OR IGNORE INTO dns_servers SELECT * FROM newer.dns_servers`,
  `INSERT OR IGNORE INTO proxy SELECT * FROM newer.proxy`,
  `INSERT OR IGNORE INTO settings SELECT * FROM newer.settings`,
  `INSERT OR IGNORE INTO targets SELECT * FROM newer.targets`,
]

const log = [
  `INSERT INTO audit_log SELECT * FROM newer.audit_log WHERE seq > (SELECT ifnull(max(seq), 0) FROM audit_log) ORDER BY seq`,
  `INSERT OR IGNORE INTO audit_heads SELECT * FROM newer.audit_heads`,
  `DELETE FROM outbox`,
  `INSERT INTO outbox SELECT * FROM newer.outbox ORDER BY rowid`,
]

/** A table that none of these names would be restored as the backup has it; a test compares them with the tables. */
export const mergeStatements: readonly string[] = [...facts, ...additions, ...log]

/** A version counts as further on unless the backup's was issued and this one was not, or was issued earlier. */
const views = [
  `CREATE TEMP VIEW newer_versions AS SELECT n.certificate_id, n.number FROM newer.certificate_versions n
   LEFT JOIN main.certificate_versions m ON m.certificate_id = n.certificate_id AND m.number = n.number
   WHERE m.issued_at IS NULL OR (n.issued_at IS NOT NULL AND n.issued_at >= m.issued_at)`,
  `CREATE TEMP VIEW strange_runs AS SELECT id FROM main.runs WHERE status = 'running' AND id NOT IN (SELECT id FROM newer.runs)
   AND certificate_id IN (SELECT certificate_id FROM newer.runs)`,
]

/** Both databases have this version's tables; the file is closed, and one device's like the other. Its sealed values come as they are. */
export async function mergeNewer(db: Kysely<AgentTables>, newerFile: string): Promise<Kept> {
  await sql`ATTACH DATABASE ${newerFile} AS newer`.execute(db)
  try {
    for (const view of views) await sql.raw(view).execute(db)
    const { rows } = await sql<{ versions: number; log: number }>`SELECT
      (SELECT count(*) FROM newer.certificate_versions n LEFT JOIN main.certificate_versions m
        ON m.certificate_id = n.certificate_id AND m.number = n.number
        WHERE n.issued_at IS NOT NULL AND m.issued_at IS NULL) AS versions,
      (SELECT NOT EXISTS (SELECT 1 FROM main.audit_log m LEFT JOIN newer.audit_log n ON n.seq = m.seq
        WHERE n.hash IS NOT m.hash)) AS log`.execute(db)
    const { versions = 0, log: goesOn = 0 } = rows[0] ?? {}
    await db.transaction().execute(async (tx) => {
      await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
      for (const statement of [...facts, ...additions, ...(goesOn === 1 ? log : [])]) await sql.raw(statement).execute(tx)
    })
    return { versions, log: goesOn === 1 }
  } finally {
    for (const name of ['newer_versions', 'strange_runs']) await sql.raw(`DROP VIEW IF EXISTS temp.${name}`).execute(db)
    await sql`DETACH DATABASE newer`.execute(db)
  }
}
