import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { Random } from '../../plugins/random.port.ts'
import { labelRefusal } from '../devices/labels.policy.ts'
import { findTeam, insertTeam } from './teams.repository.ts'

export interface Team {
  id: string
  slug: string
  name: string
}

export interface TeamsService {
  /** `slug` becomes part of every device's name, and is never given twice. Refuses with LABEL_UNUSABLE or LABEL_TAKEN. */
  create(team: { slug: string; name: string }): Promise<Team>
  find(slug: string): Promise<Team | undefined>
}

interface TeamsNeeds {
  db: Kysely<CloudTables>
  clock: Clock
  random: Random
  /** Labels directly below the zone that the zone itself uses, such as its name servers'. */
  reserved: ReadonlySet<string>
}

export function createTeamsService({ db, clock, random, reserved }: TeamsNeeds): TeamsService {
  return {
    async create({ slug, name }) {
      const refusal = labelRefusal(slug, reserved)
      if (refusal) throw refusal
      const team = { id: random.uuid(), slug, name }
      if (!(await insertTeam(db, { ...team, created_at: clock.now() }))) throw new Refusal('LABEL_TAKEN', { label: slug })
      return team
    },
    find: (slug) => findTeam(db, slug),
  }
}
