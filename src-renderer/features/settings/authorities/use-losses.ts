import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { distrustOutcome } from '@mylzip/shared/operations/distrust-outcome.policy.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import type { AuthorityProps } from './authority-row.tsx'
import { lossesOf } from './losses.policy.ts'
import { usedDirectories } from './order.policy.ts'

/** What depends on this authority, each certificate by its name: before something is done after which nothing comes from there. */
export function useLosses({ authority: { directory }, order, set = [], state }: AuthorityProps): string[] {
  const dates = useDates()
  const now = useNow()
  const used = usedDirectories(set, order, state.about.directory)
  return lossesOf(distrustOutcome(directory, state.certificates, used), ({ notAfter }) =>
    notAfter === null ? undefined : dates.day(fromTimestamp(notAfter), now),
  )
}
