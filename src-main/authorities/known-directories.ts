import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { authorityRepository } from './authority.repository.ts'

/** Every directory that this device knows beside those everybody knows, where somebody else wrote down no more than a host. */
export async function knownDirectories(db: AgentDatabase['db'], startedWith: string): Promise<string[]> {
  return [...new Set([startedWith, ...(await authorityRepository(db).known())])]
}
