import { day, hour, type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import { once } from '@mylzip/shared/texts/once.ts'
import { texts } from './texts.ts'

/** How moments are written. All come from Intl, in the language of the texts and the person's own region. */
export interface Dates {
  /** BCP 47, for whatever else is written as they are. */
  locale: string
  /** "12 February"; with the year when it is not this one, with the time where the day alone says too little. */
  day(at: Instant, now: Instant): string
  /** "21 November", with the year when it is not this one: after "on", where a time would make no sense. */
  dayOnly(at: Instant, now: Instant): string
  /** "14:10", with the day when it is not today, and the year when it is not this one. */
  time(at: Instant, now: Instant): string
  /** "3 minutes ago", "in 12 days". */
  relative(at: Instant, now: Instant): string
  /** To the second, with the time zone: for those who compare with a log. */
  exact(at: Instant): string
  /** "1.2 seconds", of a length in ms. */
  seconds(ms: number): string
  /** "1.2s", where they stand in a column. */
  shortSeconds(ms: number): string
  /** "08:00", of an hour of the day from 0 to 24. */
  hourOfDay(hourOfDay: number): string
  /** "82%", of a share from 0 to 1. */
  percent(share: number): string
}

export function createDates(locale: string, timeZone?: string): Dates {
  const zone = timeZone === undefined ? {} : { timeZone }
  const format = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale, { ...zone, ...options }))
  const dayOfYear = format({ day: 'numeric', month: 'long' })
  const dayAndYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const dayAndTime = format({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
  const dayYearAndTime = format({ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const yearOnly = format({ year: 'numeric' })
  const timeOnly = format({ hour: '2-digit', minute: '2-digit' })
  const exact = format({ dateStyle: 'long', timeStyle: 'long' })
  const calendarDay = format({ dateStyle: 'short' })
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'always' }))
  const seconds = (unitDisplay: 'long' | 'narrow') =>
    once(
      () =>
        new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay, minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    )
  const longSeconds = seconds('long')
  const shortSeconds = seconds('narrow')
  const wallTime = once(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }))
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent' }))
  const isThisYear = (at: Instant, now: Instant) => yearOnly().format(at) === yearOnly().format(now)
  const dayOnly = (at: Instant, now: Instant) => (isThisYear(at, now) ? dayOfYear : dayAndYear)().format(at)
  const time = (at: Instant, now: Instant) => {
    if (calendarDay().format(at) === calendarDay().format(now)) return timeOnly().format(at)
    return (isThisYear(at, now) ? dayAndTime : dayYearAndTime)().format(at)
  }

  return {
    locale,
    day(at, now) {
      if (Math.abs(at - now) < 2 * day) return time(at, now)
      return dayOnly(at, now)
    },
    dayOnly,
    time,
    relative(at, now) {
      const distance = Math.abs(at - now)
      if (distance < 10 * second) return at > now ? texts.inAMoment : texts.justNow
      const { unit, length } = units.find(({ length }) => distance >= length) ?? { unit: 'second', length: second }
      return relative().format(Math.round((at - now) / length), unit)
    },
    exact: (at) => exact().format(at),
    seconds: (ms) => longSeconds().format(ms / second),
    shortSeconds: (ms) => shortSeconds().format(ms / second),
    hourOfDay: (hourOfDay) => wallTime().format(hourOfDay * hour),
    percent: (share) => percent().format(share),
  }
}

const units: { unit: Intl.RelativeTimeFormatUnit; length: number }[] = [
  { unit: 'year', length: 365 * day },
  { unit: 'day', length: day },
  { unit: 'hour', length: hour },
  { unit: 'minute', length: minute },
]
