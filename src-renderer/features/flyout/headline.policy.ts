import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { About, Certificate, Device } from '@mylzip/shared/operations/values.ts'
import type { Dates } from '../../texts/dates.ts'
import { texts } from '../../texts/texts.ts'
import { distrustOf } from '../overview/trust.policy.ts'

export function deviceName(device: Device | null, certificate: Certificate | undefined): string | undefined {
  return device?.name ?? certificate?.names[0]
}

/** "Protected · safe until 12 February": the state's word, and until when that holds. What others do not trust is never called safe. */
export function headline(about: About, certificate: Certificate, now: Instant, dates: Dates): string {
  // What a state of a newer agent's means, nobody here knows.
  const isKnown = Object.hasOwn(texts.health, certificate.health)
  const word = isKnown ? texts.health[certificate.health] : certificate.health
  if (certificate.current === null) return word
  const end = fromTimestamp(certificate.current.notAfter)
  if (end <= now) return `${word} · ${texts.flyout.ended(dates.relative(end, now))}`
  const isWell = isKnown && certificate.health !== 'not-protected'
  const isSafe = distrustOf(about, certificate) === undefined && certificate.kind === 'device' && isWell
  return `${word} · ${(isSafe ? texts.flyout.safeUntil : texts.flyout.validUntil)(dates.day(end, now))}`
}

/** When it is renewed, in words. Of hours it says what is known: those that an organisation has set. */
export function renewalWords({ renewal }: Pick<Certificate, 'renewal'>, now: Instant, dates: Dates): string {
  const say = texts.flyout
  if (renewal === null) return say.renewsNever
  const at = fromTimestamp(renewal.at)
  if (at <= now) return say.renewsSoon
  const { hours } = renewal
  if (hours === undefined) return say.renews(dates.day(at, now))
  return say.renewsWithin(dates.day(at, now), dates.hourOfDay(hours.from), dates.hourOfDay(hours.to))
}
