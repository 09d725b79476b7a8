import { type Kysely, sql } from 'kysely'

/** Which authorities' accounts may order for a device's name, and the zone a name lies in; column meanings: plugins/database/tables/. */
const statements = [
  // Without a value in rows of instances that do not know it yet: then the name says it.
  `ALTER TABLE devices ADD COLUMN zone text`,
  `CREATE TABLE authority_accounts (
     device_id uuid NOT NULL REFERENCES devices, directory_url text NOT NULL, account_uris jsonb NOT NULL,
     caa_identities jsonb NOT NULL, told_at bigint NOT NULL, PRIMARY KEY (device_id, directory_url)
   )`,
  // Apart from dns_records: an instance that does not know CAA must not find any there.
  `CREATE TABLE caa_records (
     name_key text COLLATE "C" NOT NULL, value text NOT NULL, device_id uuid NOT NULL REFERENCES devices,
     PRIMARY KEY (name_key, value)
   )`,
  `CREATE INDEX caa_records_by_device ON caa_records (device_id)`,
  `CREATE TABLE pending_names (name_key text COLLATE "C" PRIMARY KEY, version integer NOT NULL, changed_at bigint NOT NULL)`,
  `CREATE INDEX pending_names_by_age ON pending_names (changed_at)`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
