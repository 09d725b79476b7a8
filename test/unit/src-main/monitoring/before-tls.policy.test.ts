import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rdpAnswer, rdpWords } from '#main/monitoring/before-tls/rdp.policy.ts'
import { packetsOf, tdsAnswer, tdsWords, unpack } from '#main/monitoring/before-tls/tds.policy.ts'

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex')

describe('what a client of RDP says before TLS', () => {
  test('is a connection request with what security it knows', () => {
    expect(rdpWords).toEqual(bytes('03 00 0013 0e e0 0000 0000 00 01 00 0800 03000000'))
  })

  test.each([
    ['TLS', '03 00 0013 0e d0 0000 1234 00 02 1f 0800 01000000', 'begin'],
    ['CredSSP', '03 00 0013 0e d0 0000 1234 00 02 1f 0800 02000000', 'begin'],
    ['nothing of security', '03 00 000b 06 d0 0000 1234 00', { fault: 'it knows only the security that RDP had before TLS' }],
    [
      'its old security',
      '03 00 0013 0e d0 0000 1234 00 02 00 0800 00000000',
      { fault: 'it knows only the security that RDP had before TLS' },
    ],
    ['that TLS is not allowed', '03 00 0013 0e d0 0000 1234 00 03 00 0800 02000000', { fault: 'it does not allow TLS' }],
    ['that it has no certificate', '03 00 0013 0e d0 0000 1234 00 03 00 0800 03000000', { fault: 'it has no certificate' }],
    ['an unknown refusal', '03 00 0013 0e d0 0000 1234 00 03 00 0800 63000000', { fault: 'it refuses TLS (99)' }],
    ['half of it', '03 00 0013 0e d0 0000', 'more'],
    ['more than it should', '03 00 0013 0e d0 0000 1234 00 02 1f 0800 01000000 16', { fault: 'what answers there does not speak RDP' }],
    ['another message', '03 00 0013 0e f0 0000 1234 00 02 1f 0800 01000000', { fault: 'what answers there does not speak RDP' }],
  ])('an answer with %s is understood', (_, hex, understood) => expect(rdpAnswer(bytes(hex))).toEqual(understood))
})

describe('what a client of SQL Server says before TLS', () => {
  test('is a PRELOGIN with its version first, that asks for encryption', () => {
    expect(tdsWords).toEqual(
      bytes('12 01 002f 0000 01 00 00 001a 0006 01 0020 0001 02 0021 0001 03 0022 0004 04 0026 0001 ff 000000000000 01 00 00000000 00'),
    )
  })

  test.each([
    ['encryption on', '04 01 000f 0000 01 00 01 0006 0001 ff 01', 'begin'],
    ['encryption of the sign-in only', '04 01 000f 0000 01 00 01 0006 0001 ff 00', 'begin'],
    ['encryption required', '04 01 000f 0000 01 00 01 0006 0001 ff 03', 'begin'],
    ['no encryption', '04 01 000f 0000 01 00 01 0006 0001 ff 02', { fault: 'it does not encrypt' }],
    ['nothing of encryption', '04 01 0009 0000 01 00 ff', { fault: 'what answers there does not speak TDS' }],
    ['data that is nowhere', '04 01 000f 0000 01 00 01 ffff 0001 ff 01', { fault: 'what answers there does not speak TDS' }],
    ['half of it', '04 01 000f 0000 01', 'more'],
  ])('an answer with %s is understood', (_, hex, understood) => expect(tdsAnswer(bytes(hex))).toEqual(understood))

  test('any message comes out of its packets as it went in, however they arrive', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12_000 }), fc.integer({ min: 1, max: 5000 }), (message, cut) => {
        const packets = packetsOf(Buffer.from(message))
        for (const packet of packets) expect(packet.length).toBeLessThanOrEqual(4096)
        expect(packets.map((packet) => packet[1])).toEqual(packets.map((_, index) => (index === packets.length - 1 ? 1 : 0)))
        const wire = Buffer.concat(packets)
        const first = unpack(wire.subarray(0, cut))
        const second = unpack(Buffer.concat([first?.rest ?? Buffer.alloc(0), wire.subarray(cut)]))
        expect(Buffer.concat([...(first?.payloads ?? []), ...(second?.payloads ?? [])])).toEqual(Buffer.from(message))
        expect(second?.rest.length).toBe(0)
      }),
    )
  })
})

test('whatever a server sends is an answer of some kind', () => {
  const begun = fc.tuple(fc.constantFrom('03000013', '0300000b0', '0401000f', '04010009', '12010008', ''), fc.uint8Array({ maxLength: 60 }))
  fc.assert(
    fc.property(begun, ([head, rest]) => {
      const answer = Buffer.concat([Buffer.from(head, 'hex'), rest])
      for (const understood of [rdpAnswer(answer), tdsAnswer(answer)]) {
        if (typeof understood === 'string') expect(['begin', 'more']).toContain(understood)
        else expect(understood.fault).not.toBe('')
      }
      unpack(answer)
    }),
  )
})
