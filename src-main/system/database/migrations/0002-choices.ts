import { type Kysely, sql } from 'kysely'

/**
 * Certificates with choices of their own, several authorities, and what is remembered of each. SQLite cannot make a
 * column optional, so versions and their consumers are copied; consumers go first, because they refer to versions.
 */
const statements = [
  `ALTER TABLE certificates ADD COLUMN kind TEXT NOT NULL DEFAULT 'device'`,
  `ALTER TABLE certificates ADD COLUMN fallback_directories TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE certificates ADD COLUMN proof TEXT NOT NULL DEFAULT '{"via":"automatic"}'`,
  `ALTER TABLE certificates ADD COLUMN key_use TEXT NOT NULL DEFAULT 'new'`,
  `ALTER TABLE certificates ADD COLUMN exportable INTEGER NOT NULL DEFAULT 1`,
  `ALTER TABLE certificates ADD COLUMN preferred_chain TEXT`,
  `ALTER TABLE certificates ADD COLUMN csr BLOB`,

  `CREATE TABLE kept_consumers AS SELECT * FROM consumers`,
  `CREATE TABLE kept_versions AS SELECT * FROM certificate_versions`,
  `DROP TABLE consumers`,
  `DROP TABLE certificate_versions`,
  `CREATE TABLE certificate_versions (
     certificate_id TEXT NOT NULL REFERENCES certificates (id), number INTEGER NOT NULL,
     directory_url TEXT NOT NULL, key_type TEXT NOT NULL, sealed_key BLOB, chain_pem TEXT, serial TEXT, thumbprint TEXT, issuer TEXT, ari_id TEXT,
     not_before INTEGER, not_after INTEGER, store_kind TEXT, store_location TEXT, key_location TEXT,
     issued_at INTEGER, installed_at INTEGER, bound_at INTEGER, verified_at INTEGER,
     key_custody TEXT NOT NULL DEFAULT 'sealed', revoked_at INTEGER, revocation_reason TEXT, adopted_from TEXT,
     PRIMARY KEY (certificate_id, number)
   ) STRICT`,
  `INSERT INTO certificate_versions (
     certificate_id, number, directory_url, key_type, sealed_key, chain_pem, serial, thumbprint, issuer, ari_id,
     not_before, not_after, store_kind, store_location, key_location, issued_at, installed_at, bound_at, verified_at
   ) SELECT certificate_id, number, directory_url, key_type, sealed_key, chain_pem, serial, thumbprint, issuer, ari_id,
     not_before, not_after, store_kind, store_location, key_location, issued_at, installed_at, bound_at, verified_at
   FROM kept_versions`,
  `CREATE TABLE consumers (
     certificate_id TEXT NOT NULL, number INTEGER NOT NULL, target TEXT NOT NULL, label TEXT NOT NULL, address TEXT NOT NULL,
     bound_at INTEGER, verified_at INTEGER, trust TEXT, failure_code TEXT, failure_data TEXT, failed_at INTEGER,
     PRIMARY KEY (certificate_id, number, target),
     FOREIGN KEY (certificate_id, number) REFERENCES certificate_versions (certificate_id, number)
   ) STRICT`,
  `INSERT INTO consumers SELECT * FROM kept_consumers`,
  `DROP TABLE kept_consumers`,
  `DROP TABLE kept_versions`,

  `ALTER TABLE runs ADD COLUMN directory_url TEXT`,
  `ALTER TABLE runs ADD COLUMN rehearsal_order_url TEXT`,
  `ALTER TABLE runs ADD COLUMN rehearsed_at INTEGER`,

  `ALTER TABLE acme_accounts ADD COLUMN eab_kid TEXT`,
  `ALTER TABLE acme_accounts ADD COLUMN sealed_eab_key BLOB`,
  `ALTER TABLE acme_accounts ADD COLUMN contact TEXT NOT NULL DEFAULT '[]'`,
  `ALTER TABLE acme_accounts ADD COLUMN status TEXT NOT NULL DEFAULT 'valid'`,
  `ALTER TABLE acme_accounts ADD COLUMN sealed_next_key BLOB`,

  `CREATE TABLE authorities (
     directory_url TEXT PRIMARY KEY, label TEXT NOT NULL, staging_directory_url TEXT, position INTEGER NOT NULL
   ) STRICT`,
  `CREATE TABLE authority_standing (
     directory_url TEXT PRIMARY KEY, failures INTEGER NOT NULL, retry_at INTEGER NOT NULL,
     failure_code TEXT NOT NULL, failure_data TEXT NOT NULL, at INTEGER NOT NULL
   ) STRICT`,
  `CREATE TABLE issuance_ledger (
     id INTEGER PRIMARY KEY, directory_url TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
     name_set TEXT, domains TEXT, name TEXT, exempt INTEGER NOT NULL DEFAULT 0
   ) STRICT`,
  `CREATE INDEX ledger_by_time ON issuance_ledger (directory_url, at)`,
  `CREATE TABLE dns_servers (url TEXT PRIMARY KEY, sealed_key BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
