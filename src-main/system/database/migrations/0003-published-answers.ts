import { type Kysely, sql } from 'kysely'

/** Answers to challenges that lie somewhere until they are taken away; column meanings: ../schema.ts. */
const statements = [
  `CREATE TABLE published_answers (
     certificate_id TEXT NOT NULL REFERENCES certificates (id), proof TEXT NOT NULL, type TEXT NOT NULL, task TEXT NOT NULL,
     published_at INTEGER NOT NULL, PRIMARY KEY (certificate_id, proof, type, task)
   ) STRICT, WITHOUT ROWID`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
