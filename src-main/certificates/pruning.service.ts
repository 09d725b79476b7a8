import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { day, hour } from '@mylzip/shared/domain/time.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Kysely, Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import { forgetDeleted } from '../system/database/forget-deleted.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import type { Log } from '../system/log/log.port.ts'
import { certificateRepository, nameOf } from './certificate.repository.ts'
import { tellKept } from './kept-for-programs.ts'
import { type Pruning, planPruning } from './pruning.policy.ts'
import { runRepository } from './run.repository.ts'
import type { StoreUses } from './store-uses.port.ts'
import { noteUnwanted } from './unwanted-in-store.ts'
import { versionRepository } from './version.repository.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  log: Log
  audit: Pick<AuditService, 'record' | 'announce'>
  uses: StoreUses
}

const pause = 6 * hour

/** For so long runs are kept that nothing goes on with, and these many of each certificate however old they are; the audit log keeps its entries. */
const runsKept = 180 * day
const newestRunsKept = 20

/** Programs by the thumbprint that they use; undefined where they could not be asked, so that each may be used. */
type Named = Awaited<ReturnType<StoreUses['named']>> | undefined

/**
 * Lets go of versions that were replaced, and of their keys (pruning.policy.ts), one certificate a transaction. What goes from
 * the store is noted in it and taken away afterwards (unwanted-in-store.ts). The log keeps every entry about them. Runs that
 * ended long ago go as well.
 */
export function createPruning({ db, clock, log, audit, uses }: Needs) {
  let next: number | undefined
  /** Whether something was deleted that may still lie in the log beside the database. One that is killed before, the next start's opening cuts off. */
  let unsure = false

  async function prune(certificateId: string, programs: () => Promise<Named>): Promise<boolean> {
    // Nearly always there is nothing to do, and neither a transaction nor a program need wait for that.
    const wish = await planFor(db, certificateId, nobody)
    if (isNothing(wish)) return false
    const named = wish.versions.length > 0 ? await programs() : nobody
    const { entries, plan } = await db.transaction().execute(async (tx) => {
      const plan = await planFor(tx, certificateId, named)
      return { plan, entries: await carryOut(tx, certificateId, plan, named) }
    })
    for (const entry of entries) audit.announce(entry)
    return !isNothing(plan)
  }

  async function carryOut(tx: Transaction<AgentTables>, certificateId: string, plan: Pruning, named: Named): Promise<Activity[]> {
    const certificate = await certificateRepository(tx).find(certificateId)
    if (!certificate) return []
    const subject = nameOf(certificate)
    await noteUnwanted(tx, certificateId, { numbers: plan.versions })
    for (const number of plan.keys) await versionRepository(tx).destroyKey(certificateId, number)
    for (const number of plan.versions) await versionRepository(tx).remove(certificateId, number)
    const recorded: Activity[] = []
    const record = async (action: 'old-keys-destroyed' | 'old-versions-removed', versions: number[]) => {
      if (versions.length === 0) return
      recorded.push(await audit.record(tx, { actor: 'agent', action, subject, detail: { versions: versions.join(', ') } }))
    }
    await record('old-keys-destroyed', plan.keys)
    await record('old-versions-removed', plan.versions)
    for (const number of plan.kept) {
      const thumbprint = (await versionRepository(tx).find(certificateId, number))?.thumbprint
      const programs = thumbprint ? named?.get(thumbprint) : undefined
      const entry = thumbprint && programs ? await tellKept(tx, audit, { subject, thumbprint, programs }) : undefined
      if (entry) recorded.push(entry)
    }
    return recorded
  }

  async function planFor(db: Kysely<AgentTables>, certificateId: string, named: Named): Promise<Pruning> {
    const certificate = await certificateRepository(db).find(certificateId)
    // A run may be about to give programs back what they had, or to go on with the key before.
    if (!certificate || (await runRepository(db).runningFor(certificateId))) return nothing
    const versions = (await versionRepository(db).all(certificateId)).map((version) => ({
      number: version.number,
      notAfter: version.not_after,
      wasInPlace: version.installed_at !== null,
      isSealed: version.sealed_key !== null,
      isCompromised: version.revocation_reason === 'keyCompromise',
      isUsed: version.thumbprint !== null && (named?.has(version.thumbprint) ?? true),
    }))
    return planPruning(versions, certificate.current_version, certificate.retired_at !== null, clock.now())
  }

  /** Asked once, for all certificates. */
  function askedOnce(): () => Promise<Named> {
    let asked: Promise<Named> | undefined
    const ask = () =>
      uses.named().catch((error: unknown) => {
        if (!isRefusal(error)) throw error
        log.warn('nothing is taken from the store, because programs could not be asked what they use', { error })
        return undefined
      })
    return () => {
      asked ??= ask()
      return asked
    }
  }

  async function run(): Promise<void> {
    next = clock.now() + pause
    const programs = askedOnce()
    for (const { id } of await certificateRepository(db).all()) {
      if (await prune(id, programs)) unsure = true
      await db.transaction().execute((tx) => runRepository(tx).forgetEnded(id, clock.now() - runsKept, newestRunsKept))
    }
    if (!unsure) return
    await forgetDeleted(db)
    unsure = false
    log.info('what nothing needs any more of certificates that were replaced is gone')
  }

  return {
    run,
    /** For the scheduler: soon after a start, then every six hours. A moment further ahead was set under a wrong clock. */
    tasks() {
      const now = clock.now()
      return [{ key: 'old-versions', at: next === undefined || next > now + pause ? now : next, run }]
    },
  }
}

const nobody: Named = new Map<string, readonly string[]>()

const nothing: Pruning = { keys: [], versions: [], kept: [] }

/** What is only kept changes nothing. */
function isNothing({ keys, versions }: Pruning): boolean {
  return keys.length + versions.length === 0
}
