import type { Kysely } from 'kysely'
import type { AgentTables } from '../system/database/schema.ts'
import type { CertificateRow } from './certificate.repository.ts'
import { isGiven } from './programs.policy.ts'
import { targetKey, targetRepository } from './target.repository.ts'

/** Whether programs of this device are to present that version of the certificate. `db` may be a transaction. */
export type ServedHere = (db: Kysely<AgentTables>, certificate: Pick<CertificateRow, 'id' | 'kind'>, number: number) => Promise<boolean>

/** `mayUse`: what the organisation allows; everything unless told. */
export function createServedHere(mayUse: (target: { id: string }) => boolean = () => true): ServedHere {
  return async (db, { id, kind }, number) =>
    kind === 'device' ||
    (await targetRepository(db).ofCertificate(id)).some((row) => isGiven(row, number) && mayUse({ id: targetKey(row) }))
}
