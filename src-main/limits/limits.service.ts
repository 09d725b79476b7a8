import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { day, type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { chooseAuthority } from './authority-choice.policy.ts'
import { type KnownLimit, knownLimits } from './known-limits.policy.ts'
import { ledgerRepository } from './ledger.repository.ts'
import { nameLimitsRepository } from './name-limits.repository.ts'
import { type LedgerEntry, reachedLimit, type WantedOrder } from './quota.policy.ts'
import { nameSetOf, registrableDomains } from './registrable-domain.policy.ts'
import { forbidsAsking, isAboutAuthority, isClear, wasRemembered } from './standing.policy.ts'
import { standingRepository } from './standing.repository.ts'

type Db = Kysely<AgentTables>

/** The longest window of any limit that is known. */
const kept = 8 * day

const words: Record<KnownLimit['kind'], string> = {
  order: 'orders',
  certificate: 'certificates',
  'failed-authorization': 'failed proofs',
}

interface EntryFacts {
  /** The one whose proof failed. */
  name?: string
  /** The authority does not count it: a renewal in its window that said what it replaces. */
  exempt?: boolean
}

/** What each authority was asked, and how it took that: so that it need not be the one to say no. */
export function createLimits({ clock, limitsOf = knownLimits }: { clock: Clock; limitsOf?: typeof knownLimits }) {
  const entry = (kind: LedgerEntry['kind'], names: readonly string[], { name, exempt = false }: EntryFacts): LedgerEntry => ({
    kind,
    exempt,
    at: clock.now(),
    nameSet: names.length > 0 ? nameSetOf(names) : undefined,
    domains: registrableDomains(names),
    name,
  })

  return {
    /** Refuses with ACME_QUOTA_REACHED, and `retryAt`, where the authority would refuse as well. */
    async refuseOverQuota(db: Db, directoryUrl: string, wanted: WantedOrder): Promise<void> {
      const limits = limitsOf(directoryUrl)
      if (limits.length === 0) return
      const now = clock.now()
      const reached = reachedLimit(limits, await ledgerRepository(db).since(directoryUrl, now - kept), wanted, now)
      if (reached) throw quotaRefusal(directoryUrl, reached.limit, reached.about, reached.until)
    },
    /** Writes down what was asked for these names. */
    async record(db: Db, directoryUrl: string, kind: LedgerEntry['kind'], names: readonly string[], facts: EntryFacts = {}): Promise<void> {
      const ledger = ledgerRepository(db)
      await ledger.forgetBefore(clock.now() - kept)
      await ledger.add(directoryUrl, entry(kind, names, facts))
    },
    /** Whether an order for these names was placed there since the last certificate for them came: it may lie there unfinished. */
    async mayLieOpen(db: Db, directoryUrl: string, names: readonly string[]): Promise<boolean> {
      const nameSet = nameSetOf(names)
      const entries = (await ledgerRepository(db).since(directoryUrl, clock.now() - kept)).filter((each) => each.nameSet === nameSet)
      return entries.findLastIndex(({ kind }) => kind === 'order') > entries.findLastIndex(({ kind }) => kind === 'certificate')
    },
    /** Whether the last order for these names there was one that no limit counts. */
    async wasExempt(db: Db, directoryUrl: string, names: readonly string[]): Promise<boolean> {
      const nameSet = nameSetOf(names)
      const entries = await ledgerRepository(db).since(directoryUrl, clock.now() - kept)
      return entries.findLast((each) => each.kind === 'order' && each.nameSet === nameSet)?.exempt ?? false
    },
    /** The authority that a new order goes to. `except`: those that have failed just now. */
    async choose(db: Db, inOrder: readonly string[], except: ReadonlySet<string> = new Set()): Promise<string | undefined> {
      const left = inOrder.filter((url) => !except.has(url))
      return left.length === 0 ? undefined : chooseAuthority(left, await standingRepository(db).of(left), clock.now())
    },
    /** Refuses as the authority did last, while that is reason enough not to ask again. */
    async refuseWhileResting(db: Db, directoryUrl: string, names: readonly string[], hurry: boolean): Promise<void> {
      const limited = await nameLimitsRepository(db).find(directoryUrl, nameSetOf(names))
      if (limited && !hurry && limited.at <= clock.now() && limited.retryAt > clock.now())
        throw new Refusal('ACME_RATE_LIMITED', { ...limited.data, remembered: 1 })
      const [standing] = await standingRepository(db).of([directoryUrl])
      if (!standing || isClear(standing, clock.now()) || !forbidsAsking(standing, hurry)) return
      throw new Refusal(standing.code, { ...standing.data, retryAt: standing.retryAt, remembered: 1 })
    },
    /**
     * What a failure says of the authority; nothing where it is about the names, and nothing new where the authority was not
     * even asked. `retryAfter` says how long others leave it alone after so many failures in a row.
     */
    async recordFailure(db: Db, directoryUrl: string, refusal: Refusal, retryAfter: (failures: number) => Instant): Promise<void> {
      if (!isAboutAuthority(refusal) || wasRemembered(refusal)) return
      const { code, data } = refusal
      const standings = standingRepository(db)
      const [before] = await standings.of([directoryUrl])
      // Several that fail at the same time are one failure of the authority: it is left alone once, not longer for each.
      const again = before !== undefined && !isClear(before, clock.now())
      const failures = (before?.failures ?? 0) + (again ? 0 : 1)
      await standings.save({ directoryUrl, failures, retryAt: retryAfter(failures), at: clock.now(), code, data })
    },
    /**
     * A limit that holds for these names alone, so that the authority is not asked again while another one is tried in between,
     * or by the next process.
     */
    async rememberForNames(db: Db, directoryUrl: string, names: readonly string[], refusal: Refusal): Promise<void> {
      const { code, data } = refusal
      if (code !== 'ACME_RATE_LIMITED' || isAboutAuthority(refusal) || wasRemembered(refusal) || typeof data.retryAt !== 'number') return
      const retryAt = Math.min(data.retryAt, clock.now() + 7 * day)
      const known = nameLimitsRepository(db)
      await known.forgetBefore(clock.now())
      await known.save({ directoryUrl, nameSet: nameSetOf(names), at: clock.now(), retryAt, data })
    },
    recordSuccess: (db: Db, directoryUrl: string): Promise<void> => standingRepository(db).clear(directoryUrl),
  }
}

export type Limits = ReturnType<typeof createLimits>

function quotaRefusal(directoryUrl: string, { kind, most, window }: KnownLimit, about: string, until: Instant): Refusal {
  const hours = Math.round(window / (day / 24))
  return new Refusal('ACME_QUOTA_REACHED', {
    directory: new URL(directoryUrl).hostname,
    limit: `${most} ${words[kind]}${about && ` for ${about}`} in ${hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`}`,
    until: toTimestamp(until),
    retryAt: until,
  })
}
