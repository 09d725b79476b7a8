import { readdirSync, readFileSync } from 'node:fs'
import { nextStepOf, Refusal, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { refusalCodes, refusals } from '@mylzip/shared/domain/refusals.ts'
import { expect, test } from 'vitest'

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)[|}]/g)].map(([, name]) => name)

test.each(refusalCodes)('%s says what is, and what can be done next', (code) => {
  const { sentence, next } = refusals[code]
  for (const text of [sentence, next]) {
    expect(text.length).toBeGreaterThan(15)
    expect(text).not.toContain('!')
    expect(text).not.toContain('Oops')
  }
  expect(next).toMatch(/^[A-Z“].*\.$/)
})

test.each(refusalCodes)('the next step of %s needs no fact that its sentence does not name', (code) => {
  const { sentence, next } = refusals[code]
  expect(placeholders(sentence)).toEqual(expect.arrayContaining(placeholders(next)))
})

test('facts are filled in, in the sentence and in the next step', () => {
  const data = { directory: 'https://ca.test/dir', issuer: 'Fortinet' }
  expect(new Refusal('ACME_TLS_UNTRUSTED', data).message).toContain('Fortinet')
  expect(sentenceOf('ACME_TLS_UNTRUSTED', data)).not.toContain('{')
  expect(nextStepOf('ACME_TLS_UNTRUSTED', data)).toContain('Ask whoever runs Fortinet')
})

test('no code is written down twice: the later one would take the place of the earlier', () => {
  const folder = new URL('../../../../src-shared/domain/refusals/', import.meta.url)
  const codes = readdirSync(folder).flatMap((name) => readFileSync(new URL(name, folder), 'utf8').match(/^ {2}[A-Z0-9_]+(?=: \{)/gm) ?? [])
  expect(codes.length).toBe(refusalCodes.length)
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
})

test('no refusal promises another try: whoever shows one may be a command that ends with it', () => {
  const promising = Object.entries(refusals).filter(([, { sentence, next }]) => /\bwe try|tried again\b/i.test(`${sentence} ${next}`))
  expect(promising).toEqual([])
})
