import { type Kysely, sql } from 'kysely'

/** The agent's first tables. STRICT, so that SQLite keeps the types it is told. Column meanings: ../schema.ts. */
const statements = [
  `CREATE TABLE device (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     sealed_key BLOB NOT NULL, public_key TEXT NOT NULL,
     device_id TEXT, name TEXT, team TEXT, cloud_url TEXT, audience TEXT, enrolled_at INTEGER
   ) STRICT`,
  `CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE acme_accounts (
     directory_url TEXT PRIMARY KEY, sealed_key BLOB NOT NULL, account_url TEXT, created_at INTEGER NOT NULL
   ) STRICT`,
  `CREATE TABLE certificates (
     id TEXT PRIMARY KEY, names TEXT NOT NULL, directory_url TEXT NOT NULL, profile TEXT, key_type TEXT NOT NULL,
     created_at INTEGER NOT NULL, current_version INTEGER,
     renewal_at INTEGER, renewal_reason TEXT, window_start INTEGER, window_end INTEGER, window_drawn_at INTEGER, window_ask_again_at INTEGER,
     failed_tries INTEGER NOT NULL DEFAULT 0, next_attempt_at INTEGER, retired_at INTEGER
   ) STRICT`,
  `CREATE TABLE certificate_versions (
     certificate_id TEXT NOT NULL REFERENCES certificates (id), number INTEGER NOT NULL,
     directory_url TEXT NOT NULL, key_type TEXT NOT NULL, sealed_key BLOB NOT NULL, chain_pem TEXT, serial TEXT, thumbprint TEXT, issuer TEXT, ari_id TEXT,
     not_before INTEGER, not_after INTEGER, store_kind TEXT, store_location TEXT, key_location TEXT,
     issued_at INTEGER, installed_at INTEGER, bound_at INTEGER, verified_at INTEGER,
     PRIMARY KEY (certificate_id, number)
   ) STRICT`,
  `CREATE TABLE consumers (
     certificate_id TEXT NOT NULL, number INTEGER NOT NULL, target TEXT NOT NULL, label TEXT NOT NULL, address TEXT NOT NULL,
     bound_at INTEGER, verified_at INTEGER, trust TEXT, failure_code TEXT, failure_data TEXT, failed_at INTEGER,
     PRIMARY KEY (certificate_id, number, target),
     FOREIGN KEY (certificate_id, number) REFERENCES certificate_versions (certificate_id, number)
   ) STRICT`,
  `CREATE TABLE runs (
     id TEXT PRIMARY KEY, certificate_id TEXT NOT NULL REFERENCES certificates (id), number INTEGER NOT NULL,
     reason TEXT NOT NULL, status TEXT NOT NULL, order_url TEXT, acme_requests INTEGER NOT NULL DEFAULT 0,
     started_at INTEGER NOT NULL, ended_at INTEGER, failure_code TEXT, failure_data TEXT
   ) STRICT`,
  // Two runs for one certificate would mean two orders: the database itself refuses the second.
  `CREATE UNIQUE INDEX one_running_run ON runs (certificate_id) WHERE status = 'running'`,
  `CREATE TABLE run_steps (
     run_id TEXT NOT NULL REFERENCES runs (id), step TEXT NOT NULL, status TEXT NOT NULL,
     started_at INTEGER NOT NULL, ended_at INTEGER, PRIMARY KEY (run_id, step)
   ) STRICT`,
  `CREATE TABLE audit_log (
     seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
     detail TEXT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL
   ) STRICT`,
  `CREATE TRIGGER audit_log_keeps_its_entries BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
  `CREATE TRIGGER audit_log_loses_nothing BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END`,
  `CREATE TABLE audit_heads (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, at INTEGER NOT NULL, signature TEXT NOT NULL) STRICT`,
  `CREATE TABLE outbox (id TEXT PRIMARY KEY, kind TEXT NOT NULL, payload TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
