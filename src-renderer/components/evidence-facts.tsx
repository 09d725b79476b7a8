import type { Finding } from '@mylzip/shared/operations/doctor.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import { type Told, tellingSaid } from '../texts/agent-voice.ts'
import { type Fact, Facts } from './facts.tsx'

/** What a check saw, exact enough for whoever runs the network; what it saw several times under one label stands together. */
export function EvidenceFacts({ evidence }: { evidence: Finding['evidence'] }) {
  return <Facts facts={byLabel(evidence)} />
}

function byLabel(evidence: Finding['evidence']): Fact[] {
  const values = new Map<string, string[]>()
  for (const { label, labelSaid, value, valueSaid } of evidence) {
    const term = inWords(labelSaid, label)
    values.set(term, [...(values.get(term) ?? []), inWords(valueSaid, value)])
  }
  return [...values].map(([term, seen]) => ({ term, value: seen.join(', '), copy: seen.join('\n'), code: true }))
}

const inWords = (told: Told | undefined, english: string) => plainly(tellingSaid(told, english))
