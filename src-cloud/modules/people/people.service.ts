import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { emailKey } from './email-key.policy.ts'
import { insertPerson } from './people.repository.ts'

export interface PeopleService {
  /** An account without a password, whose address is taken as verified. Undefined when there is one already. */
  create(person: { email: string; name: string }): Promise<{ id: string } | undefined>
}

export function createPeople({ db, clock, random }: { db: Kysely<CloudTables>; clock: Clock; random: Random }): PeopleService {
  return {
    async create({ email, name }) {
      const now = clock.now()
      const secrets = { password_hash: null, sealed_totp: null, totp_confirmed_at: null, totp_last_step: null }
      const row = { id: random.uuid(), email, email_key: emailKey(email), name, verified_at: now, created_at: now, ...secrets }
      return (await insertPerson(db, row)) ? { id: row.id } : undefined
    },
  }
}
