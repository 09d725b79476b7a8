import type { Instant } from '@mylzip/shared/domain/time.ts'
import { roomAt } from './bucket.policy.ts'
import type { KnownLimit } from './known-limits.policy.ts'
import { nameSetOf, registrableDomains } from './registrable-domain.policy.ts'

/** One line of the ledger, for one authority. */
export interface LedgerEntry {
  kind: KnownLimit['kind']
  at: Instant
  nameSet: string | undefined
  domains: readonly string[]
  name: string | undefined
  /** The authority does not count it. */
  exempt: boolean
}

export interface WantedOrder {
  names: readonly string[]
  /** A renewal inside its window that says what it replaces. */
  replaces: boolean
  /** There is a certificate for exactly these names from there already. */
  renewal: boolean
}

export interface ReachedLimit {
  limit: KnownLimit
  /** The domain, name or names it is about; empty for the account. */
  about: string
  /** When there is room for one more. */
  until: Instant
}

/**
 * The limit that an order would run into now, the one that lasts longest, or undefined. Counts only what this device has
 * asked for itself: others may have used up a shared domain, which only the authority knows.
 */
export function reachedLimit(
  limits: readonly KnownLimit[],
  entries: readonly LedgerEntry[],
  wanted: WantedOrder,
  now: Instant,
): ReachedLimit | undefined {
  return limits
    .filter((limit) => !(limit.exemptsReplacements && wanted.replaces) && !(limit.exemptsRenewals && wanted.renewal))
    .flatMap((limit) =>
      subjectsOf(limit, wanted).map((about) => ({ limit, about, until: roomAt(momentsOf(limit, about, entries), limit, now) })),
    )
    .filter(({ until }) => until > now)
    .toSorted((a, b) => b.until - a.until)[0]
}

function subjectsOf({ per }: KnownLimit, { names }: WantedOrder): readonly string[] {
  if (per === 'account') return ['']
  if (per === 'domain') return registrableDomains(names)
  return per === 'name' ? names.map((name) => name.replace(/^\*\./, '')) : [nameSetOf(names)]
}

function momentsOf({ kind, per }: KnownLimit, about: string, entries: readonly LedgerEntry[]): Instant[] {
  const concerns = (entry: LedgerEntry) => {
    if (per === 'account') return true
    if (per === 'domain') return entry.domains.includes(about)
    return (per === 'name' ? entry.name : entry.nameSet) === about
  }
  return entries.filter((entry) => entry.kind === kind && !entry.exempt && concerns(entry)).map(({ at }) => at)
}
