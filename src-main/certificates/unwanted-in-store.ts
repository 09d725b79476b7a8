import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { AuditService } from '../audit/audit.service.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { type Setting, settingsRepository } from '../system/settings.repository.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { keptNoLonger, tellKept } from './kept-for-programs.ts'
import { runRepository } from './run.repository.ts'
import type { StoreUses } from './store-uses.port.ts'
import { versionRepository } from './version.repository.ts'

/** Written in the transaction that forgets a certificate or a version, because the store is touched only once that is certain. */
const unwantedInStore: Setting<Unwanted[]> = {
  key: 'unwanted-in-store',
  schema: z.array(z.object({ name: z.string(), thumbprint: z.string(), evenIfUsed: z.boolean().optional() })),
  fallback: [],
}

/** Where it lies: what has the same thumbprint under another name may be wanted. */
interface Unwanted {
  name: string
  thumbprint: string
  /** A person was told which programs lose it, and means it. */
  evenIfUsed?: boolean | undefined
}

const rest = 15 * minute
/** While all that is left is used by programs: asking them costs more than looking at a folder. */
const restWhileUsed = hour

/** Has every version of the certificate taken from the store, or these; what programs use waits until they do not, unless told. */
export async function noteUnwanted(
  tx: Kysely<AgentTables>,
  certificateId: string,
  { evenIfUsed, numbers }: { numbers?: readonly number[]; evenIfUsed?: boolean | undefined } = {},
): Promise<void> {
  const noted = await settingsRepository(tx).get(unwantedInStore)
  const versions = (await versionRepository(tx).all(certificateId)).filter(({ number }) => numbers?.includes(number) ?? true)
  const certificate = await certificateRepository(tx).find(certificateId)
  const unwanted = versions.flatMap(({ thumbprint }) =>
    certificate && thumbprint ? [{ name: nameOf(certificate), thumbprint, evenIfUsed }] : [],
  )
  await settingsRepository(tx).set(unwantedInStore, [
    ...noted.filter((each) => !unwanted.some((other) => isSame(each, other))),
    ...unwanted,
  ])
}

interface Needs {
  db: AgentDatabase['db']
  store: Pick<CertificateStore, 'kind' | 'remove'>
  audit: Pick<AuditService, 'record' | 'announce'>
  uses: StoreUses
}

export interface Taken {
  /** Paths of files that are not ours, which stay there. */
  left: string[]
  /** Whether it was known what programs use: else nothing that they may use was taken. */
  isKnown: boolean
  /** Why they could not be asked. */
  unread: Refusal | undefined
}

/**
 * Takes from the store what was noted, and no program uses; done again, it does no harm. Refuses as the store does, and keeps what
 * is left noted. Tells of files that are not ours, and once of what stays for a program.
 */
export async function takeUnwanted(needs: Needs): Promise<Taken> {
  const { audit, db, store } = needs
  const left: string[] = []
  const { named, unread } = await programsOf(needs)
  for (const unwanted of await settingsRepository(db).get(unwantedInStore)) {
    const isWanted = await isManaged(db, unwanted)
    const programs = isWanted || unwanted.evenIfUsed ? [] : named?.get(unwanted.thumbprint)
    let entry: Activity | undefined
    if (named === undefined && !isWanted && !unwanted.evenIfUsed) continue
    if (programs && programs.length > 0) {
      entry = await db.transaction().execute((tx) => tellKept(tx, audit, { ...unwanted, subject: unwanted.name, programs }))
    } else {
      const others = isWanted ? [] : await store.remove(unwanted.name, unwanted.thumbprint)
      left.push(...others)
      entry = await db.transaction().execute((tx) => settle(tx, unwanted, others, needs))
    }
    if (entry) audit.announce(entry)
  }
  return { left, isKnown: named !== undefined, unread }
}

/** Not asked where nothing depends on it. Without an answer nothing of what they may use is taken. */
async function programsOf({ db, uses }: Needs) {
  const noted = await settingsRepository(db).get(unwantedInStore)
  if (noted.every(({ evenIfUsed }) => evenIfUsed)) return { named: new Map<string, readonly string[]>(), unread: undefined }
  try {
    const named = await uses.named()
    // A program that a run has just told of another certificate may be given this one back.
    return { named: named.size > 0 && (await runRepository(db).isAnyRunning()) ? undefined : named, unread: undefined }
  } catch (error) {
    if (!isRefusal(error, 'USES_UNREADABLE')) throw error
    return { named: undefined, unread: error }
  }
}

async function settle(
  tx: Transaction<AgentTables>,
  unwanted: Unwanted,
  others: readonly string[],
  { audit, store }: Needs,
): Promise<Activity | undefined> {
  const noted = await settingsRepository(tx).get(unwantedInStore)
  await settingsRepository(tx).set(
    unwantedInStore,
    noted.filter((each) => !isSame(each, unwanted)),
  )
  await keptNoLonger(tx, unwanted.thumbprint)
  if (others.length === 0) return undefined
  const detail = { store: store.kind, thumbprint: unwanted.thumbprint, files: others.join(', ') }
  return audit.record(tx, { actor: 'agent', action: 'files-left-in-store', subject: unwanted.name, detail })
}

function isSame(one: Unwanted, other: Unwanted): boolean {
  return one.name === other.name && one.thumbprint === other.thumbprint
}

/** It may have been brought in again meanwhile. */
async function isManaged(db: Needs['db'], { name, thumbprint }: Unwanted): Promise<boolean> {
  const managed = new Set((await certificateRepository(db).list()).filter((row) => nameOf(row) === name).map(({ id }) => id))
  return (await versionRepository(db).withThumbprint(thumbprint)).some(({ certificate_id }) => managed.has(certificate_id))
}

/** For the scheduler: at once after a start, and from time to time while the store refuses or programs use what is noted. */
export function createUnwantedTasks({ audit, clock, db, log, store, uses }: Needs & { clock: Clock; log: Log }) {
  let notBefore = 0

  async function run(): Promise<void> {
    notBefore = clock.now() + rest
    try {
      const { isKnown, unread } = await takeUnwanted({ audit, db, store, uses })
      if (unread) log.warn('nothing is taken from the store, because programs could not be asked what they use', { error: unread })
      if (isKnown) notBefore = clock.now() + restWhileUsed
    } catch (error) {
      log.warn('what was forgotten could not be taken from the store yet', { error })
    }
  }

  return async () =>
    (await settingsRepository(db).get(unwantedInStore)).length > 0
      ? [{ key: 'unwanted-in-store', at: Math.max(notBefore, clock.now()), run }]
      : []
}
