import { minute } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { CertificateStore, Thumbprint } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'
import { certificateRepository } from './certificate.repository.ts'
import { versionRepository } from './version.repository.ts'

/** Written in the transaction that forgets a certificate or a version, because the store is touched only once that is certain. */
const unwantedInStore: Setting<Thumbprint[]> = { key: 'unwanted-in-store', schema: z.array(z.string()), fallback: [] }

const rest = 15 * minute

/** Has every version of the certificate taken from the store, or these. */
export async function noteUnwanted(tx: Kysely<AgentTables>, certificateId: string, numbers?: readonly number[]): Promise<void> {
  const noted = await settingsRepository(tx).get(unwantedInStore)
  const versions = (await versionRepository(tx).all(certificateId)).filter(({ number }) => numbers?.includes(number) ?? true)
  const thumbprints = versions.flatMap(({ thumbprint }) => thumbprint ?? [])
  await settingsRepository(tx).set(unwantedInStore, [...new Set([...noted, ...thumbprints])])
}

interface Needs {
  db: AgentDatabase['db']
  store: Pick<CertificateStore, 'remove'>
}

/** Takes from the store what was noted; done again, it does no harm. Refuses as the store does, and keeps what is left noted. */
export async function takeUnwanted({ db, store }: Needs): Promise<void> {
  for (const thumbprint of await settingsRepository(db).get(unwantedInStore)) {
    if (!(await isManaged(db, thumbprint))) await store.remove(thumbprint)
    await db.transaction().execute(async (tx) => {
      const noted = await settingsRepository(tx).get(unwantedInStore)
      const left = noted.filter((each) => each !== thumbprint)
      await settingsRepository(tx).set(unwantedInStore, left)
    })
  }
}

/** It may have been brought in again meanwhile. */
async function isManaged(db: Needs['db'], thumbprint: Thumbprint): Promise<boolean> {
  const managed = new Set((await certificateRepository(db).list()).map(({ id }) => id))
  return (await versionRepository(db).withThumbprint(thumbprint)).some(({ certificate_id }) => managed.has(certificate_id))
}

/** For the scheduler: at once after a start, and from time to time while the store refuses. */
export function createUnwantedTasks({ clock, db, log, store }: Needs & { clock: Clock; log: Log }) {
  let notBefore = 0

  async function run(): Promise<void> {
    notBefore = clock.now() + rest
    await takeUnwanted({ db, store }).catch((error: unknown) =>
      log.warn('what was forgotten could not be taken from the store yet', { error }),
    )
  }

  return async () =>
    (await settingsRepository(db).get(unwantedInStore)).length > 0
      ? [{ key: 'unwanted-in-store', at: Math.max(notBefore, clock.now()), run }]
      : []
}
