import { type Instant, minute, second } from '@mylzip/shared/domain/time.ts'
import { dateLocale } from '@mylzip/shared/texts/language.policy.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useReducer } from 'react'
import { createDates, type Dates } from '../texts/dates.ts'
import { useLanguage } from '../texts/language.ts'

const DatesContext = createContext<Dates>(createDates('en-GB'))

export function DatesProvider({ children }: { children: ReactNode }) {
  const language = useLanguage()
  const dates = useMemo(() => createDates(dateLocale(language, navigator.languages)), [language])
  return <DatesContext value={dates}>{children}</DatesContext>
}

export const useDates = () => useContext(DatesContext)

/**
 * The time of this drawing, which is repeated at each tick: twice a minute is enough for "3 minutes ago". Read anew each
 * time, or what was just pushed would seem to lie in the future.
 */
export function useNow(everyMs: number = minute / 2): Instant {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return Date.now()
}

/** For what goes on right now. */
export const useSeconds = (): Instant => useNow(second)
