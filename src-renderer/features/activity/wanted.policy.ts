import { type AuditGroup, auditGroups } from '@mylzip/shared/domain/audit-groups.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { AuditFilter } from '@mylzip/shared/operations/audit.ts'

export const actorsAsked = ['agent', 'person', 'administrator', 'cloud', 'command-line', 'token'] as const
export const spans = ['today', '7', '30', 'between'] as const
export type Span = (typeof spans)[number]

/** What somebody looks for, as the address says it: "#/activity/what=keys/when=7". */
export interface Wanted {
  what: AuditGroup | undefined
  who: string | undefined
  when: Span | undefined
  /** Days of the person's calendar, as `2026-11-21`. */
  from: string | undefined
  to: string | undefined
  words: string | undefined
}

const names = ['what', 'who', 'when', 'from', 'to', 'words'] as const

/** Whatever an address says that nobody could have chosen is as if it were not there. */
export function wantedOf(rest: readonly string[]): Wanted {
  const said = new Map(rest.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
  const text = (name: (typeof names)[number]) => said.get(name)?.slice(0, 200) || undefined
  const dayOf = (name: 'from' | 'to') => (/^\d{4}-\d\d-\d\d$/.test(text(name) ?? '') ? text(name) : undefined)
  return {
    what: auditGroups.find((group) => group === said.get('what')),
    who: actorsAsked.find((actor) => actor === said.get('who')),
    when: spans.find((span) => span === said.get('when')),
    from: dayOf('from'),
    to: dayOf('to'),
    words: text('words'),
  }
}

export function addressOf(wanted: Wanted): string[] {
  return names.flatMap((name) => (wanted[name] === undefined ? [] : [`${name}=${wanted[name]}`]))
}

/** In moments: days begin where the person is. Nothing at all where everything is wanted. */
export function filterOf({ what, who, when, from, to, words }: Wanted, now: Instant): AuditFilter {
  const span = when === 'between' ? { from: startOf(from, 0), to: startOf(to, 1) } : { from: daysAgo(when, now), to: undefined }
  return {
    ...(what !== undefined && { group: what }),
    ...(who !== undefined && { actor: who }),
    ...(span.from !== undefined && { from: span.from }),
    ...(span.to !== undefined && { to: span.to }),
    ...(words !== undefined && words.trim() !== '' && { words: words.trim() }),
  }
}

function daysAgo(when: Span | undefined, now: Instant): string | undefined {
  if (when === undefined) return undefined
  const start = new Date(now)
  start.setHours(0, 0, 0, 0)
  start.setDate(start.getDate() - (when === 'today' ? 0 : Number(when)))
  return toTimestamp(start.getTime())
}

/** Where a day of the calendar begins, or the one after it. */
function startOf(day: string | undefined, later: number): string | undefined {
  if (day === undefined) return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date + later).getTime()
  return Number.isNaN(start) ? undefined : toTimestamp(start)
}
