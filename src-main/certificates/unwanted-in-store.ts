import { minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { versionRepository } from './version.repository.ts'

/** Written in the transaction that forgets a certificate or a version, because the store is touched only once that is certain. */
const unwantedInStore: Setting<Unwanted[]> = {
  key: 'unwanted-in-store',
  schema: z.array(z.object({ name: z.string(), thumbprint: z.string() })),
  fallback: [],
}

/** Where it lies: what has the same thumbprint under another name may be wanted. */
interface Unwanted {
  name: string
  thumbprint: string
}

const rest = 15 * minute

/** Has every version of the certificate taken from the store, or these. */
export async function noteUnwanted(tx: Kysely<AgentTables>, certificateId: string, numbers?: readonly number[]): Promise<void> {
  const noted = await settingsRepository(tx).get(unwantedInStore)
  const versions = (await versionRepository(tx).all(certificateId)).filter(({ number }) => numbers?.includes(number) ?? true)
  const certificate = await certificateRepository(tx).find(certificateId)
  const unwanted = versions.flatMap(({ thumbprint }) => (certificate && thumbprint ? [{ name: nameOf(certificate), thumbprint }] : []))
  await settingsRepository(tx).set(unwantedInStore, [
    ...noted.filter((each) => !unwanted.some((other) => isSame(each, other))),
    ...unwanted,
  ])
}

interface Needs {
  db: AgentDatabase['db']
  store: Pick<CertificateStore, 'kind' | 'remove'>
  audit: Pick<AuditService, 'record' | 'announce'>
}

/**
 * Takes from the store what was noted; done again, it does no harm. Refuses as the store does, and keeps what is left noted.
 * Tells of files that are not ours, which stay there, and answers their paths.
 */
export async function takeUnwanted({ audit, db, store }: Needs): Promise<string[]> {
  const left: string[] = []
  for (const unwanted of await settingsRepository(db).get(unwantedInStore)) {
    const others = (await isManaged(db, unwanted)) ? [] : await store.remove(unwanted.name, unwanted.thumbprint)
    left.push(...others)
    const entry = await db.transaction().execute(async (tx) => {
      const noted = await settingsRepository(tx).get(unwantedInStore)
      await settingsRepository(tx).set(
        unwantedInStore,
        noted.filter((each) => !isSame(each, unwanted)),
      )
      if (others.length === 0) return undefined
      const detail = { store: store.kind, thumbprint: unwanted.thumbprint, files: others.join(', ') }
      return audit.record(tx, { actor: 'agent', action: 'files-left-in-store', subject: unwanted.name, detail })
    })
    if (entry) audit.announce(entry)
  }
  return left
}

function isSame(one: Unwanted, other: Unwanted): boolean {
  return one.name === other.name && one.thumbprint === other.thumbprint
}

/** It may have been brought in again meanwhile. */
async function isManaged(db: Needs['db'], { name, thumbprint }: Unwanted): Promise<boolean> {
  const managed = new Set((await certificateRepository(db).list()).filter((row) => nameOf(row) === name).map(({ id }) => id))
  return (await versionRepository(db).withThumbprint(thumbprint)).some(({ certificate_id }) => managed.has(certificate_id))
}

/** For the scheduler: at once after a start, and from time to time while the store refuses. */
export function createUnwantedTasks({ audit, clock, db, log, store }: Needs & { clock: Clock; log: Log }) {
  let notBefore = 0

  async function run(): Promise<void> {
    notBefore = clock.now() + rest
    await takeUnwanted({ audit, db, store }).catch((error: unknown) =>
      log.warn('what was forgotten could not be taken from the store yet', { error }),
    )
  }

  return async () =>
    (await settingsRepository(db).get(unwantedInStore)).length > 0
      ? [{ key: 'unwanted-in-store', at: Math.max(notBefore, clock.now()), run }]
      : []
}
