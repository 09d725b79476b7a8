import type { Health } from '@mylzip/shared/domain/health.policy.ts'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import type { Standing } from '../attach/standing.policy.ts'
import type { DesktopWords } from '../words/english.ts'
import { type DeviceFacts, deviceHealth, safeUntil } from './device-facts.policy.ts'

/** The icon's file; Electron finds the larger ones beside it (`@1.25x`, `@1.5x`, `@2x`) by itself. */
export function trayIconFile(health: Health, taskbar: 'light' | 'dark'): string {
  return `${health}-${taskbar}.png`
}

/** When it is looked, in which words, and how a day is written among them. */
interface Look {
  now: Instant
  words: Pick<DesktopWords, 'health' | 'icon' | 'standing'>
  writtenDay(at: Instant): string
}

/** Windows cuts what stands over an icon at so many characters. */
const longestTooltip = 127

/**
 * What is read out and shown over the icon: the word, the name, and until when it is safe. Of a name that is too long the middle goes,
 * because how it begins and the zone it ends with tell it apart. `writtenDay` writes the end of the certificate's life.
 */
export function trayTooltip(facts: DeviceFacts, standing: Standing, { now, words, writtenDay }: Look): string {
  const lacks = lacksAgent(standing)
  const word = lacks ? words.standing[standing].label : words.health[deviceHealth(facts, now)]
  const name = facts.device?.name
  if (name === undefined) return words.icon.unnamed(word).slice(0, longestTooltip)
  const end = lacks ? undefined : safeUntil(facts, now)
  const safe = end === undefined ? '' : `\n${words.icon.safeUntil(writtenDay(end))}`
  return `${word}: ${shortened(name, longestTooltip - word.length - 2 - safe.length)}${safe}`
}

function shortened(name: string, longest: number): string {
  if (name.length <= longest) return name
  const half = Math.floor((longest - 1) / 2)
  return `${name.slice(0, longest - 1 - half)}…${name.slice(name.length - half)}`
}

/** What the icon's shape says. What was known of a service that no longer answers counts for nothing. */
export function trayHealth(facts: DeviceFacts, standing: Standing, { now }: Pick<Look, 'now'>): Health {
  return lacksAgent(standing) ? 'attention' : deviceHealth(facts, now)
}

/** The first line of the icon's menu; undefined where there is nobody just now who would know. */
export function statusLine(facts: DeviceFacts, standing: Standing, { now, words, writtenDay }: Look): string | undefined {
  if (lacksAgent(standing) || facts.about === undefined) return undefined
  if (facts.device === undefined) return words.icon.notSetUp
  const word = words.health[deviceHealth(facts, now)]
  const end = safeUntil(facts, now)
  return end === undefined ? word : words.icon.wellUntil(word, writtenDay(end))
}

/** Whether there is nobody just now who would know. */
export function lacksAgent(standing: Standing): standing is 'stopped' | 'starting' | 'silent' | 'removed' {
  return standing !== 'attached' && standing !== 'no-service' && standing !== 'own'
}
