import { describe, expect, it } from 'vitest'
import { proveAnswer, signRequest } from '#main/challenges/rfc2136/tsig.policy.ts'
import { updateMessage } from '#main/challenges/rfc2136/update-message.policy.ts'
import { badTime, recorded, sha256, update } from './recorded.ts'

const minute = 60_000
const message = updateMessage(4711, update)

describe.each(recorded)('a signature with $key.algorithm, by the record of $server', ({ key, at, request, answer }) => {
  const signed = signRequest(message, key, at)

  it('is byte for byte what the server accepted', () => {
    expect(Buffer.from(signed.message).toString('hex')).toBe(request.toString('hex'))
  })

  it('proves the server’s answer', () => {
    expect(proveAnswer(answer, signed, key, at)).toEqual({ is: 'proven', error: 0, theirs: undefined })
  })

  it('proves it for five minutes, and not a second longer', () => {
    expect(proveAnswer(answer, signed, key, at + 5 * minute).is).toBe('proven')
    expect(proveAnswer(answer, signed, key, at + 5 * minute + 1000).is).toBe('forged')
    expect(proveAnswer(answer, signed, key, at - 5 * minute - 1000).is).toBe('forged')
  })

  it('proves nothing with another secret, for another key, or as the answer to another request', () => {
    expect(proveAnswer(answer, signed, { ...key, secret: Buffer.alloc(32) }, at).is).toBe('forged')
    expect(proveAnswer(answer, signed, { ...key, name: 'other-key' }, at).is).toBe('forged')
    expect(proveAnswer(answer, signRequest(message, key, at - 1000), key, at).is).toBe('forged')
  })

  it('proves nothing once any bit has changed', () => {
    // The id is the original one's affair (§4.2), and names are the same in either case.
    const names = `${key.name}.${key.algorithm}`.length + 30
    const nameBytes = new Set(Array.from({ length: names }, (_, at) => 31 + at))
    for (let bit = 16; bit < answer.length * 8; bit += 1) {
      const at8 = bit >> 3
      if (nameBytes.has(at8) && 1 << (bit & 7) === 0x20) continue
      const changed = Buffer.from(answer)
      changed[at8] = (changed[at8] ?? 0) ^ (1 << (bit & 7))
      expect(proveAnswer(changed, signed, key, at).is, `bit ${bit}`).not.toBe('proven')
    }
  })

  it('proves nothing when the answer is cut short or goes on', () => {
    for (let length = 0; length < answer.length; length += 1)
      expect(proveAnswer(answer.subarray(0, length), signed, key, at).is).not.toBe('proven')
    expect(proveAnswer(Buffer.concat([answer, Buffer.of(0)]), signed, key, at).is).not.toBe('proven')
  })
})

describe('a server that objects to the clock', () => {
  it('proves itself all the same, and says what time it has', () => {
    const signed = signRequest(message, sha256, badTime.at)
    expect(proveAnswer(badTime.answer, signed, sha256, badTime.at)).toEqual({ is: 'proven', error: 18, theirs: badTime.theirs })
  })
})

describe('an answer without a signature', () => {
  it('is not taken for a proven one, whether the record is missing or empty', () => {
    const signed = signRequest(message, sha256, 0)
    expect(proveAnswer(message, signed, sha256, 0)).toEqual({ is: 'unsigned', error: 0 })
    // BIND's to an unknown key: the record with error 17 and no MAC.
    const empty = Buffer.from(
      '1267a8090001000000000001' +
        '08637573746f6d657204746573740000060001' +
        '046e6f70650000fa00ff00000000001d' +
        '0b686d61632d73686132353600' +
        '00006b01541f012c0000126700110000',
      'hex',
    )
    expect(proveAnswer(empty, signed, sha256, 0)).toEqual({ is: 'unsigned', error: 17 })
  })
})
