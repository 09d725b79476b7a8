import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { authorityRepository } from './authority.repository.ts'

/** The first one first, then those to try next. */
export type UsualDirectories = () => Promise<[string, ...string[]]>

/**
 * Where a certificate is ordered, or renewed, when nothing else is said: at those of the person's order, else at the one this
 * program was started with.
 */
export async function usualDirectories(db: AgentDatabase['db'], startedWith: string): Promise<[string, ...string[]]> {
  const [first, ...others] = (await authorityRepository(db).inOrder()).map(({ directory_url }) => directory_url)
  return first === undefined ? [startedWith] : [first, ...others]
}
