import { hour, type Instant, minute } from '@mylzip/shared/domain/time.ts'
import type { Random } from '../../system/random.port.ts'

export const channels = ['stable', 'beta'] as const
export type Channel = (typeof channels)[number]

export const isChannel = (text: unknown): text is Channel => channels.some((channel) => channel === text)

/** Whether the program updates itself, and along which channel. `isFixed`: the person cannot choose another. */
export type UpdateRule = { kind: 'off'; because: 'organisation' | 'unsigned' } | { kind: 'on'; channel: Channel; isFixed: boolean }

interface Wishes {
  /** What the organisation has set for this computer: `off`, a channel, or nothing. */
  organisation: string | undefined
  /** What the person chose. */
  person: Channel | undefined
  /** Who signs this program's installers. Without that nobody could tell ours from another's. */
  publishers: readonly string[]
}

/** An organisation's word that is not known turns updates off: it wanted something else than what happens without it. */
export function updateRule({ organisation, person, publishers }: Wishes): UpdateRule {
  if (publishers.length === 0) return { kind: 'off', because: 'unsigned' }
  if (organisation === undefined) return { kind: 'on', channel: person ?? 'stable', isFixed: false }
  const set = organisation.toLowerCase()
  return isChannel(set) ? { kind: 'on', channel: set, isFixed: true } : { kind: 'off', because: 'organisation' }
}

/** `1.4.0-beta.2` comes before 1.4.0 (Semantic Versioning 2.0.0, 9). */
const isPreview = (version: string) => /^\d+\.\d+\.\d+-/.test(version)

/**
 * Whether an older version may take this one's place: only for who runs a preview and has left its channel. Else whoever answers in
 * the place of the server could bring back a version whose faults are known.
 */
export function mayGoBack(channel: Channel, version: string): boolean {
  return channel === 'stable' && isPreview(version)
}

const betweenLooks = 6 * hour
const firstLook = 3 * minute
const longestPause = 12 * hour

/** When to look again (ms from now). Never all computers of an office at once; after failures ever more rarely. */
export function nextLook(failures: number, isFirst: boolean, random: Random): Instant {
  const usual = isFirst ? firstLook : betweenLooks
  const pause = failures === 0 ? usual : Math.min(longestPause, 20 * minute * 2 ** (failures - 1))
  return Math.round(pause * (0.75 + random() / 2))
}
