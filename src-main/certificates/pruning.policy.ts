import { day, type Instant } from '@mylzip/shared/domain/time.ts'

/** What the decision needs of one version. */
export interface OldVersion {
  number: number
  /** Null: never issued. */
  notAfter: Instant | null
  /** It was put into the store, or could be fetched where its key lies elsewhere: programs may have been told to use it. */
  wasInPlace: boolean
  isSealed: boolean
  /** Reported as compromised: by its public key, a request with the same key is known and refused. */
  isCompromised: boolean
  /** Some program takes it from the store. */
  isUsed: boolean
}

export interface Pruning {
  /** Versions whose sealed key is destroyed. */
  keys: number[]
  /** Versions that are not kept any more, neither here nor in the store. */
  versions: number[]
  /** Versions that are kept for a program alone. */
  kept: number[]
}

/** For so long after its end a version is kept, without its sealed key: for who asks what was served. */
const keptAfterEnd = 30 * day

/**
 * What of a certificate's versions nothing needs any more. The one in use is never touched, nor any newer one: a run is at
 * work on it, or will be. The one before the one in use keeps its key until it ends, so that programs can be given it back.
 * Sealed keys of all others go at once; what is installed stays where programs find it, until its version goes as well, which it
 * never does while a program uses it.
 */
export function planPruning(versions: readonly OldVersion[], inUse: number | null, isRetired: boolean, now: Instant): Pruning {
  const hasEnded = ({ notAfter }: OldVersion) => notAfter !== null && notAfter <= now
  // Neither served nor renewed: the record stays as it is, for as long as it may be asked for.
  if (isRetired) return { keys: numbers(versions.filter((each) => each.isSealed && hasEnded(each))), versions: [], kept: [] }
  const current = versions.find(({ number }) => number === inUse)
  // Where even the one in use has ended, the clock may be far ahead, or something goes wrong that what is older can help with.
  if (!current || current.notAfter === null || hasEnded(current)) return { keys: [], versions: [], kept: [] }
  const older = versions.filter(({ number }) => number < current.number)
  const before = newest(older.filter(({ notAfter, wasInPlace }) => notAfter !== null && wasInPlace))
  const endedLongAgo = ({ notAfter }: OldVersion) => notAfter === null || notAfter + keptAfterEnd <= now
  const useless = older.filter((each) => each !== before && !each.isCompromised && endedLongAgo(each))
  const gone = useless.filter(({ isUsed }) => !isUsed)
  const needless = older.filter((each) => each.isSealed && !gone.includes(each) && (each !== before || hasEnded(each)))
  return { keys: numbers(needless), versions: numbers(gone), kept: numbers(useless.filter(({ isUsed }) => isUsed)) }
}

function newest(versions: readonly OldVersion[]): OldVersion | undefined {
  return versions.reduce<OldVersion | undefined>((last, each) => (last && last.number > each.number ? last : each), undefined)
}

function numbers(versions: readonly OldVersion[]): number[] {
  return versions.map(({ number }) => number).sort((a, b) => a - b)
}
