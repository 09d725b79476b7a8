import dnsPacket from 'dns-packet'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAnswer } from '#cloud/modules/dns/responder/answer.ts'
import { createZone, type ZoneRecord } from '#cloud/modules/dns/responder/zone.policy.ts'
import { decode, edns, question } from '../../../../../support/dns-question.ts'
import { createSilentLog } from '../../../../../support/silent-log.ts'

const records = new Map<string, ZoneRecord[]>([
  ['test.myl.acme.desk', [{ type: 'A', value: '10.0.0.1', ttl: 60 }]],
  ['test.myl.acme.desk._acme-challenge', Array.from({ length: 40 }, (_, n) => ({ type: 'TXT', value: `${n}`.padEnd(43, 'x'), ttl: 60 }))],
])
const log = createSilentLog()
const answer = createAnswer({
  zones: [createZone('myl.test', [{ name: 'ns1.dns.myl.test', addresses: ['192.0.2.1'] }])],
  published: {
    at: async (key) => records.get(key) ?? [],
    exists: async (key) => [...records.keys()].some((known) => known.startsWith(`${key}.`)),
  },
  clock: { now: () => 1_795_500_000_000 },
  log,
})

it('ten thousand malformed packets are each met with silence or a well-formed answer to the same id', async () => {
  const valid = question('desk.acme.myl.test', 'TXT', { additionals: [edns] })
  const mangled = fc
    .tuple(
      fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(valid.length),
      fc.uint8Array({ maxLength: 40 }),
    )
    .map(([changes, length, tail]) => {
      const packet = Buffer.concat([valid.subarray(0, length), tail])
      for (const [at, byte] of changes) if (at < packet.length) packet[at] = byte
      return packet
    })
  const anything = fc.uint8Array({ maxLength: 1_500 }).map((bytes) => Buffer.from(bytes))
  await fc.assert(
    fc.asyncProperty(fc.oneof(mangled, anything), fc.constantFrom('udp' as const, 'tcp' as const), async (packet, transport) => {
      const response = await answer(packet, transport)
      if (response === undefined) {
        expect(packet.length < 12 || (packet[2] ?? 0) >= 0x80).toBe(true)
        return
      }
      expect(response.readUInt16BE(0)).toBe(packet.readUInt16BE(0))
      expect(response.length).toBeLessThanOrEqual(transport === 'udp' ? 1_232 : 65_535)
      expect(dnsPacket.decode(response).type).toBe('response')
    }),
    { numRuns: 10_000 },
  )
  expect(log.lines).toEqual([])
})

it('a name in any case comes back byte for byte, in the question and as the owner of the answer', async () => {
  const flips = fc.array(fc.boolean(), { minLength: 18, maxLength: 18 })
  await fc.assert(
    fc.asyncProperty(flips, async (upper) => {
      const asked = [...'desk.acme.myl.test'].map((char, n) => (upper[n] ? char.toUpperCase() : char)).join('')
      const { packet } = decode((await answer(question(asked, 'A'), 'udp')) ?? Buffer.alloc(0))
      expect(packet.questions?.[0]?.name).toBe(asked)
      expect(packet.answers).toMatchObject([{ name: asked, data: '10.0.0.1' }])
    }),
  )
})

it.each([
  [undefined, 512],
  [100, 512],
  [512, 512],
  [1_000, 1_000],
  [65_535, 1_232],
])('a client that can take %s bytes gets at most %i, cut and marked when that is too little', async (size, most) => {
  const additionals = size === undefined ? [] : [{ ...edns, udpPayloadSize: size }]
  const message = question('_acme-challenge.desk.acme.myl.test', 'TXT', { additionals })
  const response = (await answer(message, 'udp')) ?? Buffer.alloc(0)
  expect(response.length).toBeLessThanOrEqual(most)
  expect(decode(response).packet).toMatchObject({ flag_tc: true, answers: [] })
  expect(decode((await answer(message, 'tcp')) ?? Buffer.alloc(0)).texts).toHaveLength(40)
})

it.each([
  ['NOERROR', 'dns.myl.test', 'the way to the zone’s own name server'],
  ['NOERROR', 'acme.myl.test', 'the way to a device'],
  ['NXDOMAIN', 'me.myl.test', 'the end of a longer label'],
  ['NXDOMAIN', 'ns1.dns2.myl.test', 'beside the name server'],
  ['REFUSED', 'xmyl.test', 'another zone that ends alike'],
  ['REFUSED', '.', 'the root'],
])('%s for %s: %s', async (rcode, name) => {
  const found = decode((await answer(question(name, 'TXT'), 'udp')) ?? Buffer.alloc(0))
  expect(found.rcode).toBe(rcode)
  expect(found.packet.authorities?.map(({ type }) => type)).toEqual(rcode === 'REFUSED' ? [] : ['SOA'])
})
