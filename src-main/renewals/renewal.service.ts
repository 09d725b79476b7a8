import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { RunReason } from '@mylzip/shared/domain/run-steps.ts'
import type { Activity } from '@mylzip/shared/operations/values.ts'
import type { Transaction } from 'kysely'
import type { AuditService } from '../audit/audit.service.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../certificates/certificate.repository.ts'
import { isChosenAnew } from '../certificates/chosen-anew.policy.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { inPlaceAt } from '../certificates/programs.policy.ts'
import { wantsReplacement } from '../certificates/revoked.policy.ts'
import { runRepository } from '../certificates/run.repository.ts'
import { createServedHere, type ServedHere } from '../certificates/served-here.ts'
import { isIssued, type VersionRow, versionRepository } from '../certificates/version.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { authoritiesInOrder } from './authorities-in-order.ts'
import { createJoining } from './joining.ts'
import { tryOf } from './order-try.ts'
import { isPressing } from './pressing.ts'
import { backstopAt } from './renewal.policy.ts'
import type { RunAnnouncements } from './run-announcements.ts'
import { planStart } from './run-start.policy.ts'
import { isStuck } from './stuck-order.policy.ts'

export interface StartedRun {
  runId: string
  joined: boolean
  /** Resolves when the run has ended: with what it failed with, whether that could be recorded or not. */
  ended: Promise<Refusal | undefined>
}

interface Wanted {
  certificateId: string
  reason: RunReason
  actor: string
  runId: string
}

interface Begun {
  runId: string
  joined: boolean
  /** What was written into the log with it. */
  entries: Activity[]
}

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  newId(): string
  audit: Pick<AuditService, 'record' | 'announce'>
  announcements: RunAnnouncements
  /** Carries the run out, records how it ended and answers what it failed with; never throws. */
  finish(runId: string): Promise<Refusal | undefined>
  /** What may have been set for the certificate since its last run is written down before this one begins. */
  beforeRun?(tx: Transaction<AgentTables>, certificateId: string): Promise<Activity | undefined>
  servedHere?: ServedHere
}

/** Starts runs, or joins the one that is going on: there is never more than one for a certificate. */
export function createRenewalService({
  db,
  clock,
  newId,
  audit,
  announcements,
  finish,
  beforeRun,
  servedHere = createServedHere(),
}: Needs) {
  const going = createJoining<Refusal | undefined>()
  const follow = (runId: string) => going.run(runId, () => finish(runId)).done

  async function begin(tx: Transaction<AgentTables>, { certificateId, reason, actor, runId }: Wanted): Promise<Begun> {
    const obeyed = await beforeRun?.(tx, certificateId)
    const certificate = await certificateRepository(tx).find(certificateId)
    if (!certificate || certificate.retired_at !== null) throw new Refusal('CERTIFICATE_NOT_FOUND', { certificateId })
    const running = await runRepository(tx).runningFor(certificateId)
    if (running) return { runId: running.id, joined: true, entries: [] }
    const now = clock.now()
    const whyBegun = reason === 'emergency' ? whatPresses(certificate, await versionRepository(tx).inUse(certificate)) : reason
    const { number, orderUrl, directoryUrl, done } = await whereToStart(tx, certificate, servedHere, now)
    await runRepository(tx).add({
      id: runId,
      certificate_id: certificateId,
      number,
      reason: whyBegun,
      status: 'running',
      order_url: orderUrl,
      directory_url: directoryUrl,
      started_at: now,
    })
    for (const step of done) await runRepository(tx).saveStep({ run_id: runId, step, status: 'done', started_at: now, ended_at: now })
    const detail = { runId, reason: whyBegun }
    const started = await audit.record(tx, { actor, action: 'run-started', subject: nameOf(certificate), detail })
    return { runId, joined: false, entries: obeyed ? [obeyed, started] : [started] }
  }

  async function carryOn(certificateId: string, { runId, joined, entries }: Begun): Promise<StartedRun> {
    for (const entry of entries) audit.announce(entry)
    if (joined) return { runId, joined, ended: follow(runId) }
    let ended: StartedRun['ended']
    try {
      await announcements.goesOn(certificateId)
      await announcements.run(runId)
      await announcements.certificate(certificateId)
    } finally {
      // Not sooner: each thing that a run writes down holds up whoever asked for it.
      ended = follow(runId)
    }
    return { runId, joined, ended }
  }

  return {
    /** With a `runId` of the caller's own it can tell after a crash whether its run had begun. */
    async start(certificateId: string, reason: RunReason, actor = 'agent', runId = newId()): Promise<StartedRun> {
      const begun = await db.transaction().execute((tx) => begin(tx, { certificateId, reason, actor, runId }))
      return carryOn(certificateId, begun)
    },
    /**
     * The first run of a certificate that a person takes under management: `manage` writes the latter down. Both are there, or,
     * on a disk that is full, neither, so that the same may be asked again.
     */
    async startFirst(certificateId: string, manage: (tx: Transaction<AgentTables>) => Promise<Activity>): Promise<StartedRun> {
      const begun = await db.transaction().execute(async (tx) => {
        const managed = await manage(tx)
        const { entries, ...run } = await begin(tx, { certificateId, reason: 'first', actor: 'person', runId: newId() })
        return { ...run, entries: [managed, ...entries] }
      })
      return carryOn(certificateId, begun)
    },
    /** Goes on with a run that a killed process, or a full disk, left in the middle; resolves when it has ended. */
    async resume(runId: string): Promise<void> {
      await follow(runId)
    },
    /** Whether a run is being carried out for the certificate at this moment, by this process. */
    async isBusy(certificateId: string): Promise<boolean> {
      const run = await runRepository(db).runningFor(certificateId)
      return run !== undefined && going.running(run.id)
    },
  }
}

export type RenewalService = ReturnType<typeof createRenewalService>

/** A plan says no more than that it presses, which a lost key and a revocation do however far the end is. */
function whatPresses(certificate: CertificateRow, inUse: VersionRow | undefined): RunReason {
  if (isKeyLost(inUse)) return 'key-lost'
  return inUse && wantsReplacement(certificate, inUse) ? 'revoked' : 'emergency'
}

/** What is planned holds for the version in use; a newer one that was never seen being served is judged by its own age. */
function isOverdue(latest: VersionRow, { current_version, renewal_at }: CertificateRow, now: number): boolean {
  if (latest.revoked_at !== null || latest.revocation_reason === 'keyCompromise' || isKeyLost(latest)) return true
  if (latest.number === current_version) return renewal_at !== null && renewal_at <= now
  return isIssued(latest) && backstopAt({ notBefore: latest.not_before, notAfter: latest.not_after }) <= now
}

async function whereToStart(db: Needs['db'], certificate: CertificateRow, servedHere: ServedHere, now: number) {
  const latest = await versionRepository(db).latest(certificate.id)
  const earlier = await runRepository(db).lastOf(certificate.id)
  const tries = latest ? (await runRepository(db).ofVersion(certificate.id, latest.number)).map(tryOf) : []
  const inUse = await versionRepository(db).inUse(certificate)
  return planStart(
    latest && {
      number: latest.number,
      notAfter: latest.not_after,
      // Not before its run was through: one that was put into the store and not made the current one is gone on with.
      inPlaceAt: latest.number === certificate.current_version ? inPlaceAt(await servedHere(db, certificate, latest.number), latest) : null,
    },
    earlier && {
      number: earlier.number,
      orderUrl: earlier.order_url,
      directoryUrl: earlier.directory_url,
      failureCode: earlier.failure_code,
    },
    {
      renewalDue: latest !== undefined && isOverdue(latest, certificate, now),
      chosenAnew: latest !== undefined && isChosenAnew(latest, certificate, authoritiesInOrder(certificate)),
      directoryMoved: latest !== undefined && !authoritiesInOrder(certificate).includes(earlier?.directory_url ?? latest.directory_url),
      stuck: isStuck(tries, isPressing(certificate, inUse, now), now),
    },
    now,
  )
}
