import type { PastVersion } from '@mylzip/shared/operations/history.ts'
import { texts } from '../../../texts/texts.ts'

/**
 * "Made on this device on 3 November, never given out by this program, kept by Windows." No more than is known: what an
 * administrator takes out of the store by other means, no log of this program tells.
 */
export function custodySentence({ key, keyCustody, store }: Pick<PastVersion, 'key' | 'keyCustody' | 'store'>, day: string): string {
  const say = texts.custody
  // A newer agent may know of another.
  const origins: Readonly<Partial<Record<string, (day: string) => string>>> = say.origin
  const origin = origins[key.origin]?.(day) ?? key.origin
  if (key.origin === 'elsewhere') return say.sentence([origin])
  return say.sentence([origin, say.exports(key.exports.length), ...keeper(keyCustody, store)])
}

function keeper(custody: PastVersion['keyCustody'], store: PastVersion['store']): string[] {
  const { keptBy } = texts.custody
  if (custody === 'lost') return [keptBy.lost]
  if (custody === 'tpm') return [keptBy.tpm]
  if (store === null) return []
  return [store.kind === 'windows' ? keptBy.windows : keptBy.directory]
}
