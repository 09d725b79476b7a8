import { auditActions, auditSentences, auditWords } from '@mylzip/shared/domain/audit-actions.ts'
import { refusalCodes, refusals } from '@mylzip/shared/domain/refusals.ts'
import { type SayingCode, sayings } from '@mylzip/shared/domain/sayings.ts'
import { systemErrorWords } from '@mylzip/shared/domain/system-errors.policy.ts'
import { piecesOf } from '@mylzip/shared/domain/template.policy.ts'
import { germanWords } from '@mylzip/shared/texts/de/words.ts'
import { describe, expect, test } from 'vitest'

/** The facts a text names, each once, and which of them are counted, or the place of another text. */
const factsOf = (text: string) =>
  [
    ...new Set(
      piecesOf(text).flatMap((piece) =>
        typeof piece === 'string' ? [] : [`${piece.holdsSaying ? '@' : ''}${piece.name}${piece.one === undefined ? '' : ' counted'}`],
      ),
    ),
  ].sort()

describe('what the agent refuses', () => {
  test('is said in German for each code, with the same facts', () => {
    expect(Object.keys(germanWords.refusals).sort()).toEqual([...refusalCodes].sort())
    const differing = refusalCodes.filter((code) => {
      const english = refusals[code]
      const german = germanWords.refusals[code]
      return (['sentence', 'next'] as const).some((part) => factsOf(english[part]).join() !== factsOf(german[part]).join())
    })
    expect(differing).toEqual([])
  })
})

describe('what the agent tells that is no refusal', () => {
  const codes = Object.keys(sayings) as SayingCode[]

  test('is said in German for each code, with the same facts', () => {
    expect(Object.keys(germanWords.sayings).sort()).toEqual([...codes].sort())
    expect(codes.filter((code) => factsOf(sayings[code]).join() !== factsOf(germanWords.sayings[code]).join())).toEqual([])
  })
})

describe('what the audit log says', () => {
  test('is said in German for each action, with the same facts', () => {
    expect(Object.keys(germanWords.audit).sort()).toEqual([...auditActions].sort())
    const differing = auditActions.filter((action) => factsOf(auditSentences[action]).join() !== factsOf(germanWords.audit[action]).join())
    expect(differing).toEqual([])
  })

  test('has the same codes in words', () => {
    const codesOf = (words: Record<string, { words: object }>) =>
      Object.entries(words).map(([name, { words }]) => `${name}: ${Object.keys(words).sort().join()}`)
    expect(codesOf(germanWords.auditWords)).toEqual(codesOf(auditWords))
  })
})

test('errors of the system are said in German, each of them', () => {
  expect(Object.keys(germanWords.systemErrors)).toEqual(Object.keys(systemErrorWords))
})

test('German sentences end as sentences do, shout at nobody, and keep to one kind of quotation marks', () => {
  const all = [
    ...Object.values(germanWords.refusals).flatMap(({ sentence, next }) => [sentence, next]),
    ...Object.values(germanWords.audit),
    ...Object.entries(germanWords.sayings).flatMap(([code, text]) => (/^(check|found)\./.test(code) ? text : [])),
  ]
  const odd = all.filter(
    (text) =>
      !/([.}]|\(\{\w+\}\))$/.test(text) ||
      text.includes('!') ||
      /[”‘’]|“[^“„]*“/.test(text) ||
      /\bSie\b(?! (wurde|kam|nimmt|bleib|endet|beg|haben|konnten|war|ist|stammt|werden|blieb))/.test(text),
  )
  expect(odd).toEqual([])
})
