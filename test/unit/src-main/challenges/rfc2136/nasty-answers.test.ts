import { lastRecordOf } from '@mylzip/shared/dns/last-record.policy.ts'
import { readTsigRecord } from '@mylzip/shared/dns/tsig-record.policy.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sightText } from '#main/challenges/dns/published-text.policy.ts'
import { readQuestionAnswer } from '#main/challenges/dns/question.policy.ts'
import { sightZone } from '#main/challenges/dns/zone.policy.ts'
import { proveAnswer, signRequest } from '#main/challenges/rfc2136/tsig.policy.ts'
import { readUpdateAnswer } from '#main/challenges/rfc2136/update-answer.policy.ts'
import { updateMessage } from '#main/challenges/rfc2136/update-message.policy.ts'
import { recorded, sha256, update } from './recorded.ts'

const now = 1_795_249_183_000
const signed = signRequest(updateMessage(4711, update), sha256, now)
const sent = { ...signed, change: update, key: sha256, server: '192.0.2.1:53' }
const question = { name: 'a.customer.test', type: 'TXT' } as const

/** Bytes of chance; bytes of chance behind a header that fits; real answers with pieces of them replaced, cut or repeated. */
const header = fc.uint8Array({ minLength: 10, maxLength: 400 }).map((rest) => Buffer.concat([Buffer.from('1267', 'hex'), rest]))
const mangled = fc
  .tuple(
    fc.constantFrom(...recorded.map(({ answer }) => answer)),
    fc.array(fc.tuple(fc.nat(200), fc.uint8Array({ maxLength: 20 })), { minLength: 1, maxLength: 4 }),
    fc.nat(200),
  )
  .map(([answer, pieces, cut]) =>
    pieces
      .reduce((bytes, [at, piece]) => Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + (piece.length & 7))]), answer)
      .subarray(0, 60 + cut),
  )
const nasty = fc.oneof(
  fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
  header,
  mangled,
)

describe('whatever a server, or somebody in its place, may answer', () => {
  it('is never taken for a yes, and never breaks anything', () => {
    fc.assert(
      fc.property(nasty, (answer) => {
        // The id at the head is not signed: relays change it, and the original one counts (RFC 8945 §4.3.2).
        fc.pre(!recorded.some((each) => each.answer.subarray(2).equals(answer.subarray(2))))
        expect(proveAnswer(answer, signed, sha256, now).is).not.toBe('proven')
        const read = readUpdateAnswer(answer, sent, now)
        if (read) expect('doubtful' in read && read.doubtful.code).toMatch(/^DNS_/)
      }),
      { numRuns: 3_000 },
    )
  })

  it('to a question is read, or passed over', () => {
    fc.assert(
      fc.property(nasty, (answer) => {
        const read = readQuestionAnswer(answer, 0x1267, question)
        if (!read) return
        expect(() => sightZone(question.name, read)).not.toThrow()
        expect(sightText(read, question.name, 'a value nobody sends')).not.toBe('shown')
      }),
      { numRuns: 3_000 },
    )
  })

  it('a name that leads to itself comes to an end', () => {
    const loop = Buffer.from('126784000000000000000001c00c00fa00ff000000000000', 'hex')
    const last = lastRecordOf(loop)
    expect(last && readTsigRecord(loop, last)).toBeUndefined()
    expect(readQuestionAnswer(loop, 0x1267, question)).toBeUndefined()
  })

  it('with tens of thousands of records announced and none sent is passed over', () => {
    const boast = Buffer.from('1267840000000fffffffffff', 'hex')
    expect(lastRecordOf(boast)).toBeUndefined()
    expect(readQuestionAnswer(boast, 0x1267, question)).toBeUndefined()
  })
})
