import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { AuditService } from '../audit/audit.service.ts'
import type { Thumbprint } from '../stores/store.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'

/** Of these the log has said that they stay because programs use them. */
const toldOf: Setting<Thumbprint[]> = { key: 'kept-for-programs', schema: z.array(z.string()), fallback: [] }

interface Kept {
  /** The certificate's name. */
  subject: string
  thumbprint: Thumbprint
  programs: readonly string[]
}

/** Says once that it stays in the store: answers the entry, to be announced once it is committed. */
export async function tellKept(
  tx: Transaction<AgentTables>,
  audit: Pick<AuditService, 'record'>,
  { programs, subject, thumbprint }: Kept,
): Promise<Activity | undefined> {
  const told = await settingsRepository(tx).get(toldOf)
  if (told.includes(thumbprint)) return undefined
  await settingsRepository(tx).set(toldOf, [...told, thumbprint])
  return audit.record(tx, { actor: 'agent', action: 'kept-for-programs', subject, detail: { thumbprint, programs: programs.join(', ') } })
}

/** It is gone, or wanted again: should it ever stay for a program once more, that is said anew. */
export async function keptNoLonger(tx: Kysely<AgentTables>, thumbprint: Thumbprint): Promise<void> {
  const told = await settingsRepository(tx).get(toldOf)
  if (told.includes(thumbprint))
    await settingsRepository(tx).set(
      toldOf,
      told.filter((each) => each !== thumbprint),
    )
}
