import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { once } from 'node:events'
import { createServer } from 'node:net'
import fc from 'fast-check'
import { expect } from 'vitest'
import { leapingClock, startCloud } from '../../support/cloud.ts'
import { dig, digMissing } from '../../support/dig.ts'
import { decode, edns, question, sendTcp, sendUdp } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const newValue = () => randomBytes(32).toString('base64url')
const soa = /^myl\.test\. \d+ IN SOA ns1\.myl\.test\. hostmaster\.myl\.test\. \d+ 3600 600 604800 5$/

describeOnEachDatabase('the built-in name server', (test, under) => {
  const testDig = digMissing ? test.skip : test
  const ask = (...args: string[]) => dig(under.cloud.dnsPort, ...args)

  async function published() {
    const device = await under.cloud.newDevice()
    const { name } = device.enrolled
    const values = [newValue(), newValue()]
    for (const value of values) await device.api.dns.publishChallenge({ name, value })
    await device.api.dns.publishAddresses({ addresses: ['10.1.2.3', 'fd00::5'] })
    return { name, challenge: `_acme-challenge.${name}`, values, device }
  }

  testDig('dig gets both TXT values with authority, over UDP and TCP, with EDNS0 and without (dig: bind9-dnsutils)', async () => {
    const { challenge, values } = await published()
    for (const how of [['+notcp'], ['+tcp'], ['+noedns'], ['+noedns', '+tcp'], ['+dnssec'], ['+bufsize=512'], ['+cookie']]) {
      const answer = await ask(challenge, 'TXT', ...how)
      expect(answer).toMatchObject({ status: 'NOERROR', warnings: [] })
      expect(answer.flags).toEqual(['qr', 'aa'])
      expect(answer.answers.sort()).toEqual(values.map((value) => `${challenge}. 60 IN TXT "${value}"`).sort())
      expect(answer.text.includes('EDNS: version: 0')).toBe(!how.includes('+noedns'))
    }
  })

  testDig('dig gets addresses, the zone’s SOA and NS, and the name server’s own addresses (dig: bind9-dnsutils)', async () => {
    const { name } = await published()
    expect((await ask(name, 'A')).answers).toEqual([`${name}. 60 IN A 10.1.2.3`])
    expect((await ask(name, 'AAAA')).answers).toEqual([`${name}. 60 IN AAAA fd00::5`])
    expect((await ask('myl.test', 'SOA')).answers).toEqual([expect.stringMatching(soa)])
    expect((await ask('myl.test', 'NS')).answers).toEqual(['myl.test. 3600 IN NS ns1.myl.test.'])
    expect((await ask('ns1.myl.test', 'A')).answers).toEqual(['ns1.myl.test. 3600 IN A 127.0.0.1'])
    expect((await ask('ns1.myl.test', 'AAAA')).answers).toEqual(['ns1.myl.test. 3600 IN AAAA ::1'])
  })

  testDig('a name asked for in mixed case is answered in the very same case (0x20) (dig: bind9-dnsutils)', async () => {
    const { challenge, values } = await published()
    const mixed = [...challenge].map((char, n) => (n % 2 ? char.toUpperCase() : char)).join('')
    const answer = await ask(mixed, 'TXT')
    expect(answer.question).toBe(`;${mixed}. IN TXT`)
    expect(answer.answers.sort()).toEqual(values.map((value) => `${mixed}. 60 IN TXT "${value}"`).sort())
  })

  testDig(
    'what holds nothing of the asked type says NOERROR, what does not exist NXDOMAIN, both with the SOA (dig: bind9-dnsutils)',
    async () => {
      const { name, challenge, device } = await published()
      const team = name.split('.').slice(1).join('.')
      const bare = (await under.cloud.newDevice()).enrolled.name
      const expected: [string, string, string][] = [
        ['NOERROR', challenge, 'A'],
        ['NOERROR', name, 'CAA'],
        ['NOERROR', name, 'TYPE65'],
        ['NOERROR', bare, 'A'],
        ['NOERROR', team, 'A'],
        ['NOERROR', 'myl.test', 'A'],
        ['NOERROR', 'ns1.myl.test', 'TXT'],
        ['NXDOMAIN', `_acme-challenge.${bare}`, 'TXT'],
        ['NXDOMAIN', `www.${name}`, 'A'],
        ['NXDOMAIN', `*.${team}`, 'A'],
        ['NXDOMAIN', `nobody.${team}`, 'A'],
        ['NXDOMAIN', 'no-such-team.myl.test', 'NS'],
        ['NXDOMAIN', `${team.split('.')[0]}0.myl.test`, 'A'],
        ['NXDOMAIN', 'a\\.b.myl.test', 'A'],
        ['NXDOMAIN', name.replace('.', '\\.'), 'A'],
        ['NXDOMAIN', 'b\\195\\188.myl.test', 'A'],
      ]
      for (const [status, asked, type] of expected) {
        const answer = await ask(asked, type)
        expect([asked, type, answer.status]).toEqual([asked, type, status])
        expect(answer).toMatchObject({ flags: ['qr', 'aa'], answers: [], authority: [expect.stringMatching(soa)], warnings: [] })
      }
      // Nothing is left below the name, so the name alone goes on existing.
      await device.api.dns.publishAddresses({ addresses: [] })
      expect((await ask(name, 'A')).status).toBe('NOERROR')
    },
  )

  testDig('other zones and transfers are refused, without authority (dig: bind9-dnsutils)', async () => {
    for (const asked of [
      ['example.com', 'A'],
      ['test', 'NS'],
      ['.', 'NS'],
      ['notmyl.test', 'A'],
      ['myl.test.example', 'A'],
      ['version.bind', 'TXT', 'CH'],
    ]) {
      expect(await ask(...asked)).toMatchObject({ status: 'REFUSED', flags: ['qr'], answers: [], authority: [] })
    }
    expect((await ask('myl.test', 'AXFR')).text).toMatch(/Transfer failed/)
  })

  testDig('ANY gets one set of records (RFC 8482), and an unknown EDNS version is named (dig: bind9-dnsutils)', async () => {
    const { name } = await published()
    expect((await ask(name, 'ANY', '+notcp')).answers).toEqual([`${name}. 60 IN A 10.1.2.3`])
    expect(await ask(name, 'A', '+edns=1', '+noednsneg')).toMatchObject({ status: 'BADVERS', answers: [] })
    expect(await ask(name, 'A', '+opcode=NOTIFY')).toMatchObject({ status: 'NOTIMP' })
  })

  testDig('an answer too long for UDP is cut, marked, and whole over TCP (dig: bind9-dnsutils)', async () => {
    const { name, challenge, device } = await published()
    for (let n = 0; n < 6; n++) await device.api.dns.publishChallenge({ name, value: newValue() })
    const cut = await ask(challenge, 'TXT', '+noedns', '+ignore')
    expect(cut).toMatchObject({ status: 'NOERROR', flags: ['qr', 'aa', 'tc'], answers: [] })
    expect((await ask(challenge, 'TXT', '+noedns')).answers).toHaveLength(8)
    expect((await ask(challenge, 'TXT', '+bufsize=1232', '+ignore')).answers).toHaveLength(8)
  })

  test('Node’s own resolver (c-ares) reads the answers', async () => {
    const { name, challenge, values } = await published()
    const resolver = new Resolver({ timeout: 3_000, tries: 1 })
    resolver.setServers([`127.0.0.1:${under.cloud.dnsPort}`])
    expect((await resolver.resolveTxt(challenge)).flat().sort()).toEqual(values.sort())
    expect(await resolver.resolve4(name, { ttl: true })).toEqual([{ address: '10.1.2.3', ttl: 60 }])
    expect(await resolver.resolve6(name)).toEqual(['fd00::5'])
    expect(await resolver.resolveSoa('myl.test')).toMatchObject({ nsname: 'ns1.myl.test', minttl: 5 })
    await expect(resolver.resolveCaa(name)).rejects.toMatchObject({ code: 'ENODATA' })
    await expect(resolver.resolve4(`nothing.${name}`)).rejects.toMatchObject({ code: 'ENOTFOUND' })
    await expect(resolver.resolve4('example.com')).rejects.toMatchObject({ code: 'EREFUSED' })
  })

  test('many questions on one TCP connection get their answers, split however the network likes', async () => {
    const { name } = await published()
    const messages = Array.from({ length: 20 }, (_, id) => question(name, 'A', { id }))
    const responses = await sendTcp(under.cloud.dnsPort, messages)
    expect(responses.map((response) => decode(response).packet.id)).toEqual(messages.map((_, id) => id))
  })

  test('a response is never answered, so that two servers cannot talk for ever', async () => {
    const response = question('myl.test', 'SOA', { type: 'response' })
    expect(await sendUdp(under.cloud.dnsPort, response, 300)).toBeUndefined()
  })

  test('two OPT records, two questions or none are malformed', async () => {
    const ask = async (message: Buffer) => decode((await sendUdp(under.cloud.dnsPort, message)) ?? Buffer.alloc(0)).rcode
    expect(await ask(question('myl.test', 'SOA', { additionals: [edns] }))).toBe('NOERROR')
    expect(await ask(question('myl.test', 'SOA', { additionals: [edns, edns] }))).toBe('FORMERR')
    const one = { name: 'myl.test', type: 'SOA', class: 'IN' } as const
    expect(await ask(question('myl.test', 'SOA', { questions: [one, one] }))).toBe('FORMERR')
    expect(await ask(question('myl.test', 'SOA', { questions: [] }))).toBe('FORMERR')
  })

  test('garbage by the thousand changes nothing: the next question is answered', async () => {
    const { name } = await published()
    const socket = createSocket('udp4')
    const valid = question(name, 'A')
    const mangled = fc
      .tuple(fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(valid.length))
      .map(([changes, length]) => {
        const packet = Buffer.from(valid)
        for (const [at, byte] of changes) packet[at] = byte
        return packet.subarray(0, length)
      })
    const packets = fc.sample(fc.oneof(mangled, fc.uint8Array({ maxLength: 600 })), { numRuns: 3_000, seed: 20_261_121 })
    for (const [n, packet] of packets.entries()) {
      socket.send(packet, under.cloud.dnsPort, '127.0.0.1')
      if (n % 50 === 0) await sendUdp(under.cloud.dnsPort, valid)
    }
    await sendTcp(under.cloud.dnsPort, packets.slice(0, 200), 1_000)
    socket.close()
    expect(decode((await sendUdp(under.cloud.dnsPort, valid)) ?? Buffer.alloc(0)).addresses).toEqual(['10.1.2.3'])
    expect(under.cloud.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })

  test('what one instance has published another answers at once', async () => {
    const connection = under.database.again?.()
    const other = await startCloud({ db: connection?.db ?? under.database.db, clock: under.cloud.clock })
    const { device, name, challenge } = await published()
    for (let round = 0; round < 10; round++) {
      const value = newValue()
      await device.api.dns.publishChallenge({ name, value })
      expect(
        decode((await sendUdp(other.dnsPort, question(challenge, 'TXT', { additionals: [edns] }))) ?? Buffer.alloc(0)).texts,
      ).toContain(value)
    }
    await other.close()
    await connection?.close()
  })

  test('a port that is taken is named', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const cloud = await startCloud({ db: under.database.db, clock: leapingClock() })
    await cloud.dns.close()
    await expect(cloud.dns.listen({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'PORT_TAKEN', data: { port } })
    taken.close()
    await cloud.close()
  })

  test('a database that fails is a failure of the server, not a name that does not exist', async () => {
    const fail = () => {
      throw new Error('the cable was cut')
    }
    const lost = await startCloud({ db: under.database.db.withPlugin({ transformQuery: fail, transformResult: fail }) })
    expect(decode((await sendUdp(lost.dnsPort, question('x.y.myl.test', 'A'))) ?? Buffer.alloc(0)).rcode).toBe('SERVFAIL')
    await lost.close()
  })
})
