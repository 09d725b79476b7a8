import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { useDates, useNow } from './clock.tsx'

/** A time in words, with the exact one on hover. */
export function Moment({ at, write }: { at: string; write?: (words: string) => string }) {
  const dates = useDates()
  const now = useNow()
  const words = dates.relative(fromTimestamp(at), now)
  return (
    <time dateTime={at} title={dates.exact(fromTimestamp(at))}>
      {write === undefined ? words : write(words)}
    </time>
  )
}

/** A time to the second, for the second level. */
export function ExactMoment({ at }: { at: string }) {
  return <time dateTime={at}>{useDates().exact(fromTimestamp(at))}</time>
}
