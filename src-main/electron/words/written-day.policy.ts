import { day, type Instant } from '@mylzip/shared/domain/time.ts'

/** How a day is written in a sentence of the program's: "12 February", with the year when it is not this one, "14:10" when it is near. */
export type WriteDay = (at: Instant, now: Instant) => string

/** In the language of the sentence it stands in: `locale` is that, with the person's own region. */
export function dayWriter(locale: string, timeZone?: string): WriteDay {
  const zone = timeZone === undefined ? {} : { timeZone }
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...zone, ...options })
  const yearOnly = format({ year: 'numeric' })
  const thisYear = format({ day: 'numeric', month: 'long' })
  const anyYear = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const timeOnly = format({ hour: '2-digit', minute: '2-digit' })
  const calendarDay = format({ dateStyle: 'short' })
  const near = format({ day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
  return (at, now) => {
    if (calendarDay.format(at) === calendarDay.format(now)) return timeOnly.format(at)
    if (Math.abs(at - now) < 2 * day) return near.format(at)
    return (yearOnly.format(at) === yearOnly.format(now) ? thisYear : anyYear).format(at)
  }
}
