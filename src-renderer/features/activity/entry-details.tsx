import type { Activity } from '@mylzip/shared/operations/values.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import { ExactMoment } from '../../components/moment.tsx'
import { texts } from '../../texts/texts.ts'

/** An entry as it is kept: the second level. */
export function EntryDetails({ entry }: { entry: Activity }) {
  const say = texts.activity.facts
  const facts: Fact[] = [
    { term: say.seq, value: entry.seq },
    { term: say.at, value: <ExactMoment at={entry.at} /> },
    { term: say.actor, value: entry.actor },
    { term: say.action, value: entry.action, code: true },
    { term: say.subject, value: entry.subject, code: true },
    ...Object.entries(entry.detail).map(([term, value]) => ({ term, value: String(value ?? '–'), code: true })),
  ]
  return <Facts facts={facts} />
}
