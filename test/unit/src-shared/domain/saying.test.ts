import { inEnglish, type Saying, saying } from '@mylzip/shared/domain/saying.ts'
import { type SayingCode, sayings } from '@mylzip/shared/domain/sayings.ts'
import { piecesOf } from '@mylzip/shared/domain/template.policy.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import { germanWords } from '@mylzip/shared/texts/de/words.ts'
import { makeVoice } from '@mylzip/shared/texts/make-voice.ts'
import { describe, expect, test } from 'vitest'

const codes = Object.keys(sayings) as SayingCode[]
const voice = makeVoice(germanWords)
const inGerman = ({ code, data }: Saying) => plainly(voice.saying(code, data) ?? [])
const placesIn = (text: string) => piecesOf(text).flatMap((piece) => (typeof piece === 'string' ? [] : piece))

describe.each([
  { language: 'English', say: inEnglish, texts: sayings },
  { language: 'German', say: inGerman, texts: germanWords.sayings },
])('what others have chosen, said in $language', ({ say, texts }) => {
  test('stays text, even where it is spelled like the code of a saying', () => {
    const spoken = codes.flatMap((code) =>
      placesIn(texts[code])
        .filter(({ holdsSaying, one }) => !holdsSaying && one === undefined)
        .flatMap(({ name }) => codes.filter((chosen) => !say(saying(code, { [name]: chosen })).includes(chosen))),
    )
    expect(spoken).toEqual([])
  })

  test('stays text beside what the agent itself has put there', () => {
    const said = say(saying('seen.issued-by', { issuer: 'seen.root-public', voucher: 'seen.root-machine' }))
    expect(said).toContain('seen.root-public')
    expect(said).toContain(texts['seen.root-machine'])
    expect(say(saying('seen.step', { outcome: 'seen.step', ms: 3 }))).toContain('seen.step (3 ms)')
  })

  test('ends, however the agent’s own codes hold each other', () => {
    const held = codes.flatMap((code) =>
      placesIn(texts[code])
        .filter(({ holdsSaying }) => holdsSaying)
        .flatMap(({ name }) => codes.map((chosen) => say(saying(code, { [name]: chosen })))),
    )
    expect(held.length).toBeGreaterThan(codes.length)
    const loop = { which: 'use.missing', end: 'use.foreign', program: 'IIS' }
    expect(say(saying('use.foreign', loop)).length).toBeLessThan(1000)
  })
})
