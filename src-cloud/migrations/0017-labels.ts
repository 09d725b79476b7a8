import { type Kysely, sql } from 'kysely'

/** As src-shared/domain/label-looks.policy.ts reckoned when this was written. */
const readings = (table: string, label: string, columns: string, overlooked: string) => {
  const look = (one: 'l' | 'i') => `
    replace(replace(replace(replace(regexp_replace(${label}, '${overlooked}', '', 'g'), '1', '${one}'), '0', 'o'), 'rn', 'm'), 'vv', 'w')`
  return `SELECT ${columns}, ${look('l')} AS look FROM ${table} UNION SELECT ${columns}, ${look('i')} FROM ${table}`
}

/** Labels, further names of devices, and what teams want of their devices; column meanings: plugins/database/tables/labels.ts. */
const statements = [
  `CREATE TABLE slug_looks (look text PRIMARY KEY, slug text NOT NULL)`,
  `INSERT INTO slug_looks (slug, look) SELECT slug, look FROM (${readings('teams', 'slug', 'slug', '-')}) AS known ON CONFLICT DO NOTHING`,
  `CREATE TABLE device_label_looks (
     team_id uuid NOT NULL REFERENCES teams, look text NOT NULL, label text NOT NULL, PRIMARY KEY (team_id, look)
   )`,
  `INSERT INTO device_label_looks (team_id, label, look)
     SELECT team_id, label, look FROM (${readings('devices', 'label', 'team_id, label', '(?<![0-9])-|-(?![0-9])')}) AS known ON CONFLICT DO NOTHING`,
  `CREATE TABLE device_names (
     name_key text COLLATE "C" PRIMARY KEY, name text NOT NULL, zone text NOT NULL,
     device_id uuid NOT NULL REFERENCES devices, added_at bigint NOT NULL
   )`,
  `CREATE INDEX device_names_by_device ON device_names (device_id)`,
  `CREATE TABLE fleet_policies (
     team_id uuid NOT NULL REFERENCES teams, version integer NOT NULL, document jsonb NOT NULL,
     actor_kind text NOT NULL, actor_id uuid, created_at bigint NOT NULL, PRIMARY KEY (team_id, version)
   )`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
