import { knownAuthority } from '@mylzip/shared/domain/authorities.policy.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { authorityRepository } from './authority.repository.ts'

/** The directory by which an authority lets proofs be tried out: the one the person named, else the one it publishes. */
export function createStagingOf(db: AgentDatabase['db']): (directoryUrl: string) => Promise<string | undefined> {
  return async (directoryUrl) => {
    const chosen = (await authorityRepository(db).inOrder()).find(({ directory_url }) => directory_url === directoryUrl)
    return chosen?.staging_directory_url ?? knownAuthority(directoryUrl)?.staging
  }
}
