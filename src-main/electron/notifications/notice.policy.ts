import { type Instant, minute } from '@mylzip/shared/domain/time.ts'
import { z } from 'zod'
import { isSettled, type Matter, mattersOf, type Situation } from './matters.policy.ts'

const Remembered = z.object({
  /** When it was first seen. */
  since: z.number(),
  /** The worst that was told of it; 0 while nothing was. */
  told: z.number(),
  stamp: z.string().optional(),
})

/** What was told already. It outlives the program: what was told yesterday is no news today. */
export const NoticeMemory = z.object({
  matters: z.record(z.string(), Remembered),
  lastNoticeAt: z.number().nullable(),
  /** When Windows did not show one; left out where it showed the last. */
  refusedAt: z.number().optional(),
})
export type NoticeMemory = z.infer<typeof NoticeMemory>

export const nothingTold: NoticeMemory = { matters: {}, lastNoticeAt: null }

interface Judgement {
  /** What is to be told in one notice, the worst first; empty: nothing. */
  tell: Matter[]
  memory: NoticeMemory
  /** ms. When to look again, even if nothing changes. */
  again: number
}

/** Between two notices, whatever happens. What comes meanwhile is collected into the next. */
const quiet = minute
/** After one that Windows did not show: what keeps it from that seldom ends within a minute. */
const rest = 15 * minute
/** Time alone brings an end nearer. */
const longestLook = 60 * minute

/** Whether a person has to be told something, and of what: each matter once, until it was settled and comes again, or becomes worse. */
export function judge(situation: Situation, { lastNoticeAt: kept, matters, refusedAt: refused }: NoticeMemory, now: Instant): Judgement {
  const found = mattersOf(situation, now)
  // Of a clock that was set back meanwhile, which makes nobody wait longer: here and in what was seen before.
  const lastNoticeAt = kept === null ? null : Math.min(kept, now)
  const refusedAt = refused === undefined ? undefined : Math.min(refused, now)
  const open = Object.entries(matters).filter(([key]) => found.some((each) => each.key === key) || outlives(key, situation))
  const next = new Map(open.map(([key, before]) => [key, { ...before, since: Math.min(before.since, now) }]))
  for (const matter of found) if (!next.has(matter.key)) next.set(matter.key, firstSight(matter, now))

  const due = found.filter((matter) => isNews(matter, next.get(matter.key)))
  const ripe = due.filter(({ key, patience }) => now - (next.get(key)?.since ?? now) >= patience)
  const mayTellIn = Math.max(
    0,
    ...(lastNoticeAt === null ? [] : [lastNoticeAt + quiet - now]),
    refusedAt === undefined ? 0 : refusedAt + rest - now,
  )
  const tell = mayTellIn > 0 ? [] : ripe.toSorted((one, other) => other.level - one.level)
  for (const { key, level, stamp } of tell) {
    const before = next.get(key)
    next.set(key, { since: before?.since ?? now, told: Math.max(before?.told ?? 0, level), ...(stamp !== undefined && { stamp }) })
  }
  const waits = due.filter((matter) => !tell.includes(matter)).map(({ key, patience }) => (next.get(key)?.since ?? now) + patience - now)
  return {
    tell,
    memory: {
      matters: Object.fromEntries(next),
      lastNoticeAt: tell.length > 0 ? now : lastNoticeAt,
      // Told anew, it is Windows’ to say whether it shows that.
      ...(refusedAt !== undefined && tell.length === 0 && { refusedAt }),
    },
    again: Math.min(longestLook, ...waits.map((wait) => Math.max(1, wait, mayTellIn))),
  }
}

/** Windows did not show what was `told`, of which this was remembered `before`: it is still to be told, and a while later. */
export function untold(memory: NoticeMemory, told: readonly Matter[], before: NoticeMemory, now: Instant): NoticeMemory {
  const matters = { ...memory.matters }
  for (const { key } of told) {
    const remembered = matters[key]
    const { stamp, told: worst = 0 } = before.matters[key] ?? {}
    // What was settled meanwhile need not be told any more.
    if (remembered) matters[key] = { since: remembered.since, told: worst, ...(stamp !== undefined && { stamp }) }
  }
  return { ...memory, matters, refusedAt: now }
}

/** What was renewed, and which version was offered, is remembered for good: it is compared with the next. */
function outlives(key: string, situation: Situation): boolean {
  if (key === 'update') return true
  if (key.startsWith('renewed ')) return situation.choice.renewals
  return !isSettled(key, situation)
}

/** A certificate that is already there when the person begins to want to be told of new ones is no new one. */
function firstSight({ kind, level, stamp }: Matter, now: Instant): z.infer<typeof Remembered> {
  return kind === 'renewed' && stamp !== undefined ? { since: now, told: level, stamp } : { since: now, told: 0 }
}

function isNews({ level, stamp }: Matter, before: z.infer<typeof Remembered> | undefined): boolean {
  return before === undefined || level > before.told || (stamp !== undefined && stamp !== before.stamp)
}
