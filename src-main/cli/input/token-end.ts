import { InvalidArgumentError } from 'commander'

export type TokenEnd = { days: number } | { until: string }

/** “30d”, or the end of a day: “2027-01-31”. What is too long is the agent's to refuse. */
export function tokenEnd(text: string): TokenEnd {
  const [, days] = /^(\d{1,3})d$/.exec(text) ?? []
  if (days !== undefined && Number(days) >= 1 && Number(days) <= 365) return { days: Number(days) }
  const end = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T23:59:59.999`) : undefined
  // A 31 February is none, however a calendar would read it.
  if (end && !Number.isNaN(end.getTime()) && end.getDate() === Number(text.slice(-2))) return { until: end.toISOString() }
  throw new InvalidArgumentError('It must be a number of days up to 365d, or a day such as 2027-01-31.')
}
