import { type Kysely, sql } from 'kysely'

/** The programs that a person has set up to present certificates; column meanings: ../schema.ts. */
const statements = [
  `CREATE TABLE targets (
     id TEXT PRIMARY KEY, certificate_id TEXT NOT NULL REFERENCES certificates (id), kind TEXT NOT NULL, settings TEXT NOT NULL,
     sealed_password BLOB, label TEXT NOT NULL, found_thumbprint TEXT, found_at INTEGER, given_thumbprint TEXT, rolled_back_from INTEGER,
     created_at INTEGER NOT NULL
   ) STRICT`,
  `CREATE INDEX targets_of_a_certificate ON targets (certificate_id)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
