/** A moment: milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives it. Inside a program; contracts carry RFC 3339 text. */
export type Instant = number

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** RFC 3339 in UTC with milliseconds, which is how contracts, logs and the database's readers see a moment. */
export function toTimestamp(at: Instant): string {
  return new Date(at).toISOString()
}

/** For what may not have happened yet, as databases and contracts both say it. */
export function timestampOrNull(at: Instant | null): string | null {
  return at === null ? null : toTimestamp(at)
}

export function fromTimestamp(text: string): Instant {
  return Date.parse(text)
}
