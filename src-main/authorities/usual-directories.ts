import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import { authorityRepository } from './authority.repository.ts'

/** Where a certificate is ordered, and renewed, when nothing else was said for it: the first one first, then those to try next. */
export type UsualDirectories = () => Promise<[string, ...string[]]>

/** In the person's order; without one, where the program was started to order. */
export function createUsualDirectories(db: Kysely<AgentTables>, startedWith: string): UsualDirectories {
  return async () => {
    const [first, ...others] = (await authorityRepository(db).inOrder()).map(({ directory_url }) => directory_url)
    return first === undefined ? [startedWith] : [first, ...others]
  }
}
