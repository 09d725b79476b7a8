import type { Instant } from '@mylzip/shared/domain/time.ts'

/** Answers for several keys in one go; what it leaves out is undefined. */
type LoadMany<Found> = (keys: string[], now: Instant) => Promise<ReadonlyMap<string, Found>>

interface Waiting<Found> {
  promise: Promise<Found | undefined>
  resolve(found: Found | undefined): void
  reject(error: unknown): void
}

/** Loads under way at a time, so that some connections are left for calls. */
const atOnce = 3
/** Keys of one load. */
const most = 500

/**
 * Asks the database for what is wanted while it is busy in one question. Nobody waits when it is not, and nothing is kept:
 * who asks after a change joins a load that begins after it.
 */
export function askTogether<Found>(load: LoadMany<Found>) {
  const waiting = new Map<string, Waiting<Found>>()
  let underWay = 0
  let latest: Instant = 0

  function begin(): void {
    if (underWay >= atOnce || waiting.size === 0) return
    const together = [...waiting].slice(0, most)
    for (const [key] of together) waiting.delete(key)
    underWay++
    load(
      together.map(([key]) => key),
      latest,
    )
      .then(
        (found) => {
          for (const [key, { resolve }] of together) resolve(found.get(key))
        },
        (error: unknown) => {
          for (const [, { reject }] of together) reject(error)
        },
      )
      .finally(() => {
        underWay--
        begin()
      })
  }

  return (key: string, now: Instant): Promise<Found | undefined> => {
    latest = now
    const known = waiting.get(key)
    if (known) return known.promise
    const { promise, resolve, reject } = Promise.withResolvers<Found | undefined>()
    waiting.set(key, { promise, resolve, reject })
    begin()
    return promise
  }
}
