import type { Kysely } from 'kysely'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { versionRepository } from '../certificates/version.repository.ts'
import type { AgentTables } from '../system/database/schema.ts'

/** Looks up which certificate managed here has a version with this thumbprint; null when none has. */
export function createManagedAs(db: Kysely<AgentTables>) {
  return async (thumbprint: string): Promise<string | null> => {
    for (const { certificate_id } of await versionRepository(db).withThumbprint(thumbprint)) {
      const certificate = await certificateRepository(db).find(certificate_id)
      if (certificate && certificate.retired_at === null) return certificate.id
    }
    return null
  }
}
