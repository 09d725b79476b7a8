import type { Target } from '@mylzip/shared/operations/targets.ts'
import { type Fact, Facts } from '../../components/facts.tsx'
import type { FieldWords } from '../../texts/en/targets.ts'
import { texts } from '../../texts/texts.ts'

/** What a person said of it when it was set up, by the words of the form. */
export function SettingsFacts({ target: { hiddenArguments, kind, settings } }: { target: Target }) {
  const words: Readonly<Record<string, FieldWords>> = texts.targets.fields[kind] ?? {}
  const { kind: _, ...said } = settings
  const facts = Object.entries(said).flatMap(([name, value]) => factsOf(words[name] ?? { label: name }, value))
  const hidden = { term: words.arguments?.label ?? '', value: texts.targets.facts.hidden(hiddenArguments) }
  return <Facts facts={hiddenArguments === 0 ? facts : [...facts, hidden]} />
}

function factsOf({ inside = {}, label, options }: FieldWords, value: unknown): Fact[] {
  const { no, yes } = texts.targets.facts
  if (typeof value === 'boolean') return [{ term: label, value: value ? yes : no }]
  if (Array.isArray(value)) {
    if (value.length === 0) return []
    return [
      { term: label, value: value.map((each) => (typeof each === 'object' ? told(each, inside) : String(each))).join(' · '), code: true },
    ]
  }
  if (typeof value === 'object' && value !== null) return [{ term: label, value: told(value, inside), code: true }]
  const text = options?.[String(value)] ?? String(value)
  return [{ term: label, value: text, copy: text, code: true }]
}

/** In one line: "fullchain.pem: The certificate and its chain". */
function told(value: object, words: Readonly<Record<string, FieldWords>>): string {
  return Object.entries(value)
    .map(([name, each]) => words[name]?.options?.[String(each)] ?? String(each))
    .reverse()
    .join(': ')
}
