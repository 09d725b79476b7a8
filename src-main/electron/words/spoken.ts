import type { Instant } from '@mylzip/shared/domain/time.ts'
import { dateLocale, type Language, languageFor } from '@mylzip/shared/texts/language.policy.ts'
import type { Clock } from '../../system/clock.port.ts'
import { type DesktopWords, english } from './english.ts'
import { german } from './german.ts'
import { dayWriter, type WriteDay } from './written-day.policy.ts'

/** What the program says, in the language that holds at the moment of asking: who draws again finds another one. */
export interface Spoken {
  words(): DesktopWords
  /** As `dayWriter` does it, in the order of the person's own region. */
  writtenDay(at: Instant): string
}

interface Needs {
  /** The person's own choice, a BCP 47 tag; null: what the system speaks. */
  chosen(): string | null
  /** What the system speaks, the first first: BCP 47 tags. */
  system(): readonly string[]
  clock: Clock
}

const catalogues: Record<Language, DesktopWords> = { en: english, de: german }

export function createSpoken({ chosen, clock, system }: Needs): Spoken {
  const writers = new Map<string, WriteDay>()
  const language = () => languageFor(chosen() ?? undefined, system())

  function writer(): WriteDay {
    const locale = dateLocale(language(), system())
    const write = writers.get(locale) ?? dayWriter(locale)
    writers.set(locale, write)
    return write
  }

  return {
    words: () => catalogues[language()],
    writtenDay: (at) => writer()(at, clock.now()),
  }
}
