import { InvalidArgumentError } from 'commander'

const form = /^(?:(\d{1,4})h)?(?:(\d{1,4})m(?:in)?)?$/

/** Minutes, from “1h”, “90m” or “1h30m”: a minute at least, a day at most. */
export function minutesOf(text: string): number {
  const [, hours, minutes] = form.exec(text.trim().toLowerCase()) ?? []
  const length = Number(hours ?? 0) * 60 + Number(minutes ?? 0)
  if (length >= 1 && length <= 1_440) return length
  throw new InvalidArgumentError('It must be a length of time up to a day: 30m, 1h or 1h30m.')
}
