import type { AuditHead } from '@mylzip/shared/cloud-api/devices.ts'
import { type AuditAction, type AuditDetail, auditSentence } from '@mylzip/shared/domain/audit-actions.ts'
import { fromTimestamp, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditFilter, AuditReport } from '@mylzip/shared/operations/audit.ts'
import { Activity } from '@mylzip/shared/operations/values.ts'
import type { Kysely, Transaction } from 'kysely'
import { outboxRepository } from '../licensing/outbox.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables, AuditLogTable } from '../system/database/schema.ts'
import { genesisHash, hashOf, serializeDetail, wellFormed } from './audit.policy.ts'
import { auditRepository } from './audit.repository.ts'
import { explains, verifyAudit } from './audit-verification.policy.ts'
import { exportLog } from './export-log.ts'
import { checkHeads, type HeadSigner, headOf, signHead } from './head-signature.ts'
import type { PendingRestoration } from './restorations.policy.ts'
import { search } from './search.ts'

export interface AuditRecord {
  /** Who did it: `agent`, `person`, `administrator`, `cloud`, `command-line`, `token`. */
  actor: string
  action: AuditAction
  /** What it is about, as a person would call it: a name, a file, a program. */
  subject: string
  detail?: AuditDetail
}

/** A head as the cloud holds it. */
export type AnchoredHead = AuditHead & { reportedAt: string }

export interface AuditService {
  /**
   * Appends in the caller's transaction, so that what happened and its entry are kept or lost together; signs the
   * new head and hands it to the outbox there too. Hand the answer to `announce` after the commit.
   */
  record(tx: Transaction<AgentTables>, record: AuditRecord): Promise<Activity>
  /** For something that changes no other row: a transaction of its own, then the announcement. */
  recordAlone(record: AuditRecord): Promise<Activity>
  /**
   * The last of the entries that the cloud knows of and this log, which was restored, has lost: from here on the log goes
   * on behind it, so that the cloud takes its heads and the gap stays to be seen. Does nothing where the log lost none.
   */
  goOnAfter(tx: Transaction<AgentTables>, lost: AnchoredHead): Promise<void>
  /** The newest head that the cloud holds and that this device signed. */
  newestGenuine(heads: readonly AnchoredHead[]): Promise<AnchoredHead | undefined>
  /** Tells the listener (screens, the outbox). Call it when the transaction has been committed. */
  announce(activity: Activity): void
  /** The newest head that was signed here; undefined while nothing was recorded. */
  newestHead(): Promise<AuditHead | undefined>
  /** The newest first; `before` continues from the last entry seen. */
  list(query: AuditFilter & { before?: number | undefined; limit: number }): Promise<{ entries: Activity[]; more: boolean }>
  /** The whole log as the text of a file (audit-file.policy), piece by piece, with the heads that the cloud holds (when it answers). */
  export(): AsyncIterable<{ text: string }>
  /** All of these kinds, the oldest first. */
  ofActions(actions: readonly AuditAction[]): Promise<Activity[]>
  /** Checks the whole log against its own chain, the heads signed here and those the cloud holds (when it answers). */
  verify(): Promise<AuditReport>
}

export interface AuditNeeds {
  db: Kysely<AgentTables>
  clock: Clock
  /** The device's key. */
  deviceKey: HeadSigner
  /** The heads the cloud holds, the newest first; undefined when it could not be asked. */
  cloudHeads(): Promise<AnchoredHead[] | undefined>
  /** A restore that the log does not tell of yet. */
  pendingRestoration?(): Promise<PendingRestoration | undefined>
  onRecorded(activity: Activity): void
}

/** A log forged from end to end would name every entry; nobody reads more than this, and no caller should have to carry it. */
const findingsShown = 100

export function createAudit({ db, clock, deviceKey, cloudHeads, pendingRestoration, onRecorded }: AuditNeeds): AuditService {
  async function record(tx: Transaction<AgentTables>, { actor, action, subject, detail = {} }: AuditRecord): Promise<Activity> {
    const log = auditRepository(tx)
    const { seq, hash: previous_hash } = (await log.tail()) ?? { seq: 0, hash: genesisHash }
    const facts = { actor: wellFormed(actor), action, subject: wellFormed(subject), detail: serializeDetail(detail) }
    const content = { seq: seq + 1, at: clock.now(), ...facts, previous_hash }
    const entry = { ...content, hash: hashOf(content) }
    const head = signHead(entry.seq, entry.hash, entry.at, deviceKey.sign)
    await log.append(entry, { ...head, at: entry.at })
    await outboxRepository(tx).replaceAuditHead(head)
    return activityOf(entry)
  }

  return {
    record,
    announce: onRecorded,

    async recordAlone(entry) {
      const activity = await db.transaction().execute((tx) => record(tx, entry))
      onRecorded(activity)
      return activity
    },

    async goOnAfter(tx, { seq, hash, at, signature }) {
      const log = auditRepository(tx)
      if (seq > ((await log.tail())?.seq ?? 0)) await log.addHead({ seq, hash, at: fromTimestamp(at), signature })
    },

    async newestGenuine(heads) {
      const checked = await checkHeads(heads, deviceKey)
      return heads.filter((_, index) => checked[index]?.genuine).reduce<AnchoredHead | undefined>(newer, undefined)
    },

    async newestHead() {
      const head = await auditRepository(db).newestHead()
      return head && headOf(head)
    },

    async list({ limit, ...query }) {
      const rows = await search(auditRepository(db), { ...query, limit: limit + 1 })
      return { entries: rows.slice(0, limit).map(activityOf), more: rows.length > limit }
    },

    async *export() {
      yield* exportLog({ log: auditRepository(db), deviceKey, anchored: await cloudHeads(), now: clock.now() })
    },

    ofActions: async (actions) => (await auditRepository(db).ofActions(actions)).map(activityOf),

    async verify() {
      // The cloud first: what is recorded while it answers is then in the log, and no newer head than the log's is compared.
      const anchored = await cloudHeads()
      const { entries, heads } = await auditRepository(db).everything()
      const localHeads = await checkHeads(heads.map(headOf), deviceKey)
      const anchoredHeads = await checkHeads(anchored ?? [], deviceKey)
      const findings = verifyAudit(entries, localHeads, anchoredHeads, await pendingRestoration?.())
      const newest = anchored?.[0]
      const anchor = newest ? { seq: newest.seq, reportedAt: newest.reportedAt } : null
      return { entries: entries.length, intact: findings.every(explains), findings: findings.slice(0, findingsShown), anchor }
    },
  }
}

function newer(one: AnchoredHead | undefined, other: AnchoredHead): AnchoredHead {
  return one !== undefined && one.seq > other.seq ? one : other
}

function activityOf({ seq, at, actor, action, subject, detail }: AuditLogTable): Activity {
  const facts = parseDetail(detail)
  return { seq, at: toTimestamp(at), actor, action, subject, sentence: auditSentence(action, subject, facts), detail: facts }
}

/** A log that somebody tampered with is shown as far as it can be read; `verify` says what is wrong with it. */
function parseDetail(text: string): Activity['detail'] {
  try {
    return Activity.shape.detail.parse(JSON.parse(text))
  } catch {
    return {}
  }
}
