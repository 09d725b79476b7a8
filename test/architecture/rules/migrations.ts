import { file, type Rule } from '../support/rule.ts'

/** What takes something away that the version before reads or writes, or demands what it does not write. */
const takesAway: [RegExp, string][] = [
  [/\bDROP\s+(TABLE|COLUMN|VIEW|TYPE|SCHEMA|SEQUENCE)\b|\bdrop(Table|Column|View|Type|Schema)\b/i, 'drops what old code uses'],
  [/\bRENAME\b|\brename(To|Column)\b/i, 'renames what old code uses'],
  [/\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b|\bsetDataType\b/i, 'changes a type that old code relies on'],
  [/\bSET\s+NOT\s+NULL\b|\bsetNotNull\b/i, 'demands what old code may leave out'],
  [/\bADD\s+COLUMN\s+(?!(?:[^,`';]|'[^']*')*\bDEFAULT\b)(?:[^,`';]|'[^']*')*\bNOT\s+NULL\b/i, 'demands what old code does not write'],
  [/\b(TRUNCATE|DELETE\s+FROM)\b|\bdeleteFrom\b/i, 'deletes what people have'],
]

const migration = (text: string) => file('src-cloud/migrations/0099-x.ts', `const statements = [\`${text}\`]`)

export const migrationRules: Rule[] = [
  {
    name: 'migrations only add',
    why: 'old code goes on working on a migrated database while instances are changed one after the other',
    appliesTo: ({ path }) => /^src-cloud\/migrations\/.+\.ts$/.test(path),
    violations: ({ text }) => takesAway.flatMap(([pattern, what]) => (pattern.test(text) ? [` ${what}`] : [])),
    broken: [
      migration('DROP TABLE teams'),
      migration('ALTER TABLE teams DROP COLUMN name'),
      migration('ALTER TABLE teams RENAME COLUMN name TO title'),
      migration('ALTER TABLE teams RENAME TO groups'),
      migration('ALTER TABLE teams ALTER COLUMN name TYPE varchar(10)'),
      migration('ALTER TABLE teams ALTER name SET DATA TYPE varchar(10)'),
      migration('ALTER TABLE teams ALTER COLUMN name SET NOT NULL'),
      migration('ALTER TABLE teams ADD COLUMN title text NOT NULL'),
      migration("ALTER TABLE teams ADD COLUMN kind text NOT NULL CHECK (kind IN ('a', 'b'))"),
      migration('DELETE FROM teams'),
      file('src-cloud/migrations/0099-x.ts', "await db.schema.alterTable('teams').dropColumn('name').execute()"),
    ],
    kept: [
      migration('ALTER TABLE teams ADD COLUMN title text'),
      migration('ALTER TABLE teams ADD COLUMN tries integer NOT NULL DEFAULT 0, ADD COLUMN next_at bigint'),
      migration("ALTER TABLE teams ADD COLUMN kind text NOT NULL DEFAULT 'a' CHECK (kind IN ('a', 'b'))"),
      migration('CREATE TABLE more (id uuid PRIMARY KEY, team_id uuid NOT NULL REFERENCES teams ON DELETE CASCADE)'),
      migration('ALTER TABLE alerts DROP CONSTRAINT alerts_matter_check'),
      migration('ALTER TABLE devices ALTER COLUMN enrolment_token_id DROP NOT NULL'),
      file('src-cloud/modules/teams/x.repository.ts', "await db.deleteFrom('teams').execute()"),
    ],
  },
]
