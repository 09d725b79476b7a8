import dnsPacket, { type Answer } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { checkCaa } from '#main/doctor/checks/caa.check.ts'
import { checkDnssec } from '#main/doctor/checks/dnssec.check.ts'
import { checkOwnName } from '#main/doctor/checks/own-name.check.ts'
import { checkResolver } from '#main/doctor/checks/resolver.check.ts'
import { checkZipNames } from '#main/doctor/checks/zip-names.check.ts'
import { checkZoneServers } from '#main/doctor/checks/zone-servers.check.ts'
import { createZoneServers } from '#main/doctor/dns/zone-servers.service.ts'
import { bind } from '../../support/dns-servers/bind.ts'
import { type DnsServerKind, isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { evidenceOf, look, officeAddress, surroundingsFor } from '../../support/doctor.ts'
import { freePorts } from '../../support/free-port.ts'
import { directoryPage, type Page, startPage } from '../../support/https-page.ts'
import { lieAbout, unsignedAnswer } from '../../support/lying-dns.ts'
import { createTestAuthority, type TestAuthority } from '../../support/test-authority.ts'

const keys = updateKeys()
const account = 'https://ca.doctor.test/acct/7'
const authorityHost = 'ca.doctor.test'

/** What the zones say, of names that hold every kind of CAA there is. */
const records = [
  'free 300 IN A 127.0.0.1',
  'mine 300 IN CAA 0 issue "ca.test"',
  'below.mine 300 IN A 127.0.0.1',
  'other 300 IN CAA 0 issue "other.test"',
  'nobody 300 IN CAA 0 issue ";"',
  `account 300 IN CAA 0 issue "ca.test; accounturi=${account}"`,
  'stranger 300 IN CAA 0 issue "ca.test; accounturi=https://ca.doctor.test/acct/8"',
  'method 300 IN CAA 0 issue "ca.test; validationmethods=http-01"',
  'critical 300 IN CAA 128 tbs "unknown"',
  'wild 300 IN CAA 0 issue "ca.test"',
  'wild 300 IN CAA 0 issuewild ";"',
  'alias 300 IN CNAME other.doctor.test.',
]

let trusted: TestAuthority
let page: Page
beforeAll(async () => {
  trusted = await createTestAuthority('Honest')
  page = await startPage(await trusted.issue({ names: [authorityHost] }), directoryPage(['ca.test', 'ca2.test']))
})
afterAll(() => page.close())

const kinds: DnsServerKind[] = [knot, bind]
describe.each(kinds)('CAA records as $title serves them', (kind) => {
  const here = isThere(kind)
  let server: StartedDnsServer
  beforeAll(async () => {
    if (here)
      server = await kind.start({ zones: [{ name: 'doctor.test', records }, { name: 'test' }], allowed: [keys.sha256], other: keys.other })
  })
  afterAll(() => server?.stop())

  const caaOf = (name: string, accountUrl: string | undefined = account) => {
    const around = surroundingsFor({ dnsPorts: [server.port], names: { [authorityHost]: ['127.0.0.1'] }, rootsPem: trusted.rootPem })
    const authorities = [{ directory: `https://${authorityHost}:${page.port}/dir`, accountUrl }]
    return look(checkCaa(around, { name, certificateId: undefined, names: [name, '192.0.2.7'], authorities, methods: ['dns-01'] }))
  }

  test.skipIf(!here).each([
    ['free.doctor.test', 'ok', 'No CAA record restricts'],
    ['mine.doctor.test', 'ok', 'let the authority issue'],
    ['deep.below.mine.doctor.test', 'ok', 'let the authority issue'],
    ['account.doctor.test', 'ok', 'let the authority issue'],
    ['wild.doctor.test', 'ok', 'let the authority issue'],
    ['other.doctor.test', 'failed', 'forbids'],
    ['nobody.doctor.test', 'failed', 'forbids'],
    ['alias.doctor.test', 'failed', 'forbids'],
    ['stranger.doctor.test', 'failed', 'forbids'],
    ['method.doctor.test', 'failed', 'forbids'],
    ['critical.doctor.test', 'failed', 'forbids'],
    ['*.wild.doctor.test', 'failed', 'forbids'],
  ])(`%s: %s (${kind.needs})`, async (name, status, sentence) => {
    const verdict = await caaOf(name)
    expect(verdict).toMatchObject({
      status,
      code: status === 'ok' ? null : 'ACME_CAA_FORBIDS',
      sentence: expect.stringContaining(sentence),
    })
  })

  test.skipIf(!here)('the evidence shows each question, what it answered, and why that forbids', async () => {
    const evidence = evidenceOf(await caaOf('deep.other.doctor.test'))
    expect(evidence).toContain(`https://${authorityHost}:${page.port}/dir issues under: ca.test, ca2.test`)
    expect(evidence).toMatch(/CAA of deep\.other\.doctor\.test: NXDOMAIN in \d+ ms/)
    expect(evidence).toMatch(/CAA of other\.doctor\.test: 0 issue "other\.test" in \d+ ms/)
    expect(evidence).toContain('it names “other.test”')
  })

  test.skipIf(!here)('before there is an account, a record that binds to one is left open', async () => {
    const around = surroundingsFor({ dnsPorts: [server.port], names: { [authorityHost]: ['127.0.0.1'] }, rootsPem: trusted.rootPem })
    const authorities = [{ directory: `https://${authorityHost}:${page.port}/dir`, accountUrl: undefined }]
    const name = 'account.doctor.test'
    const verdict = await look(checkCaa(around, { name, certificateId: undefined, names: [name], authorities, methods: ['dns-01'] }))
    expect(verdict).toMatchObject({ status: 'skipped', sentence: expect.stringContaining(account) })
  })

  test.skipIf(!here)('the servers of a zone that answer alike are fine, and a name outside every zone is not judged', async () => {
    const around = surroundingsFor({ dnsPorts: [server.port], names: { 'ns1.doctor.test': ['127.0.0.1'] } })
    const zoneServers = createZoneServers({ ...around, port: server.port })
    const check = (name: string) => look(checkZoneServers(around, { name, certificateId: undefined, zoneServers, delegated: false }))
    const verdict = await check('free.doctor.test')
    expect(verdict).toMatchObject({ status: 'ok', sentence: 'The only server of doctor.test answers.' })
    expect(evidenceOf(verdict)).toMatch(/ns1\.doctor\.test \(127\.0\.0\.1\), SOA by TCP: SOA doctor\.test serial 1 in \d+ ms/)
    expect(await check('free.elsewhere.example')).toMatchObject({ status: 'skipped' })
  })

  test.skipIf(!here)('a server that was named for proofs and does not hold the zone is found', async () => {
    const around = surroundingsFor()
    const place = { address: '127.0.0.1', port: server.port }
    const given = (zone: string | undefined) =>
      createZoneServers({ ...around, given: { label: 'dns.office.test:53', place, zone }, port: server.port })
    const check = (zone: string | undefined) =>
      look(checkZoneServers(around, { name: 'free.other.example', certificateId: undefined, zoneServers: given(zone), delegated: false }))
    expect(await check('other.example')).toMatchObject({ status: 'failed', code: 'DNS_SERVER_NOT_AUTHORITATIVE' })
    expect(await check(undefined)).toMatchObject({ status: 'failed', code: 'DNS_ZONE_NOT_FOUND' })
  })
})

test('a server named for proofs that does not answer fails, and the ticket asks for its port', async () => {
  const [port = 0] = await freePorts(1)
  const around = surroundingsFor()
  const given = { label: 'dns.office.test:53', place: { address: '127.0.0.1', port }, zone: 'office.test' }
  const zoneServers = createZoneServers({ ...around, given, port })
  const verdict = await look(checkZoneServers(around, { name: 'a.office.test', certificateId: undefined, zoneServers, delegated: false }))
  expect(verdict).toMatchObject({ status: 'failed', code: 'DNS_SERVER_UNREACHABLE' })
  expect(verdict.obstacles).toMatchObject([{ host: '127.0.0.1', port, protocol: 'DNS', allow: `UDP and TCP to 127.0.0.1, port ${port}` }])
})

/** A resolver that does what filters do. */
async function resolverThat(answer: (name: string, type: string, unchecked: boolean) => { rcode?: number; answers?: Answer[] }) {
  const reply = (message: Buffer): Buffer => {
    const query = dnsPacket.decode(message)
    const [question] = query.questions ?? []
    const { rcode = 0, answers = [] } = answer(question?.name ?? '', question?.type ?? '', (message.readUInt16BE(2) & 0x10) !== 0)
    const flags = dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | rcode
    return dnsPacket.encode({ type: 'response', id: query.id ?? 0, flags, questions: query.questions ?? [], answers })
  }
  const started = await lieAbout({ port: 9 }, reply, reply)
  onTestFinished(started.close)
  return started.port
}

describe('the resolver of this network', () => {
  test('that answers is fine', async () => {
    const port = await resolverThat((name) => ({ answers: [{ type: 'A', name, data: '198.51.100.7' }] }))
    const around = surroundingsFor({ dnsPorts: [port], names: { 'ca.test': ['198.51.100.7'] } })
    const verdict = await look(checkResolver(around, ['ca.test']))
    expect(verdict.status).toBe('ok')
    expect(evidenceOf(verdict)).toMatch(new RegExp(`DNS server 127\\.0\\.0\\.1:${port}, UDP: 198\\.51\\.100\\.7 in \\d+ ms`))
  })

  test('that does not answer is named', async () => {
    const [port = 0] = await freePorts(1)
    const verdict = await look(checkResolver(surroundingsFor({ dnsPorts: [port] }), ['ca.test']))
    expect(verdict).toMatchObject({
      status: 'failed',
      code: 'RESOLVER_UNREACHABLE',
      sentence: expect.stringContaining(`127.0.0.1:${port}`),
    })
    expect(verdict.obstacles).toMatchObject([{ host: '127.0.0.1', port, protocol: 'DNS' }])
  })

  test('of whom one is silent makes every program wait', async () => {
    const [silent = 0] = await freePorts(1)
    const port = await resolverThat(() => ({}))
    const around = surroundingsFor({ dnsPorts: [silent, port], names: { 'ca.test': ['198.51.100.7'] } })
    expect(await look(checkResolver(around, ['ca.test']))).toMatchObject({ status: 'warning', code: 'RESOLVER_UNREACHABLE' })
  })

  test('that does not know one name says which', async () => {
    const port = await resolverThat(() => ({ rcode: 3 }))
    const around = surroundingsFor({ dnsPorts: [port], names: { 'ca.test': ['198.51.100.7'] } })
    expect(await look(checkResolver(around, ['ca.test', 'cloud.test']))).toMatchObject({
      status: 'failed',
      code: 'RESOLVER_KNOWS_NOT',
      sentence: expect.stringContaining('cloud.test'),
    })
  })
})

describe('a name that ends in .zip', () => {
  const cloudUrl = 'https://cloud.myl.zip:9/api/auth/time'
  const zipWith = (addresses: string[] | undefined, others: Record<string, string[]> = { 'ca.test': ['198.51.100.7'] }) =>
    look(
      checkZipNames(surroundingsFor({ names: { ...others, ...(addresses ? { 'cloud.myl.zip': addresses } : {}) }, patience: 200 }), {
        cloudUrl,
        others: ['ca.test'],
        otherUrls: [],
      }),
    )

  test.each([
    ['is said not to exist', undefined, 'is said not to exist'],
    ['is sent to a sinkhole', ['0.0.0.0'], 'is sent to 0.0.0.0'],
    ['is sent to this machine', ['127.0.0.1'], 'is sent to 127.0.0.1'],
    ['is sent to an IPv6 sinkhole', ['::'], 'is sent to ::'],
  ])('that %s, while others work, is blocked', async (_, addresses, sentence) => {
    const verdict = await zipWith(addresses)
    expect(verdict).toMatchObject({ status: 'failed', code: 'ZIP_NAMES_BLOCKED', sentence: expect.stringContaining(sentence) })
    expect(verdict.obstacles).toMatchObject([{ host: 'cloud.myl.zip', protocol: 'DNS', allow: expect.stringContaining('below myl.zip') }])
  })

  test('says nothing of .zip where no name is known', async () => {
    expect(await zipWith(undefined, {})).toMatchObject({ status: 'skipped' })
  })

  test('is not looked for where the cloud has another one', async () => {
    expect(await look(checkZipNames(surroundingsFor(), { cloudUrl: 'https://cloud.test/', others: [], otherUrls: [] }))).toMatchObject({
      status: 'skipped',
    })
  })
})

describe('DNS signatures', () => {
  test('that are wrong are found where the resolver checks them', async () => {
    const port = await resolverThat((_, __, unchecked) => (unchecked ? {} : { rcode: 2 }))
    expect(await look(checkDnssec(surroundingsFor({ dnsPorts: [port] }), 'bogus.test', undefined))).toMatchObject({
      status: 'failed',
      code: 'DNSSEC_BOGUS',
    })
  })

  test('are not blamed for a server that fails altogether', async () => {
    const port = await resolverThat(() => ({ rcode: 2 }))
    expect(await look(checkDnssec(surroundingsFor({ dnsPorts: [port] }), 'down.test', undefined))).toMatchObject({ status: 'ok' })
  })
})

describe('CAA that cannot be looked up', () => {
  const caaAt = (port: number) => {
    const question = { name: 'a.test', certificateId: undefined, names: ['a.test'], authorities: [], methods: ['dns-01'] }
    return look(checkCaa(surroundingsFor({ dnsPorts: [port] }), question))
  }

  test('while all else can is a reason for every authority to refuse', async () => {
    const port = await resolverThat((_, type) => ({ rcode: type === 'SOA' ? 0 : 2 }))
    expect(await caaAt(port)).toMatchObject({ status: 'failed', code: 'CAA_UNREADABLE', sentence: expect.stringContaining('SERVFAIL') })
  })

  test('like all else may fail an authority too', async () => {
    const liar = await lieAbout({ port: 9 }, (message) => unsignedAnswer(message, 2))
    onTestFinished(liar.close)
    expect(await caaAt(liar.port)).toMatchObject({ status: 'warning', code: 'CAA_UNREADABLE' })
  })

  test('because nobody answers here is not held against the name', async () => {
    const [port = 0] = await freePorts(1)
    expect(await caaAt(port)).toMatchObject({ status: 'skipped' })
  })
})

describe('the device’s own name', () => {
  const name = 'desk.doctor.test'
  const own = async (answers: string[] | undefined, published: string[], source: Answer[] | 'silent' = 'silent') => {
    const port =
      source === 'silent'
        ? ((await freePorts(1))[0] ?? 0)
        : await resolverThat((_, type) => ({ answers: source.filter((record) => record.type === type) }))
    const around = surroundingsFor(answers ? { names: { [name]: answers } } : {})
    const server = { label: 'ns1', place: { address: '127.0.0.1', port }, given: false }
    return look(checkOwnName(around, { name, published, zoneServers: async () => ({ zone: 'doctor.test', servers: [server] }) }))
  }
  const address: Answer = { type: 'A', name, data: officeAddress.address }

  test('that leads here is fine', async () => {
    expect(await own([officeAddress.address], [officeAddress.address])).toMatchObject({ status: 'ok' })
  })

  test('that has a stale IPv6 address beside the right one leads some astray', async () => {
    const verdict = await own([officeAddress.address, 'fd00::dead'], [officeAddress.address])
    expect(verdict).toMatchObject({
      status: 'warning',
      code: 'NAME_LEADS_ELSEWHERE',
      sentence: expect.stringContaining('fd00::dead (IPv6)'),
    })
  })

  test('that its zone shows and the resolver withholds is filtered', async () => {
    const verdict = await own(undefined, [officeAddress.address], [address])
    expect(verdict).toMatchObject({ status: 'failed', code: 'NAME_FILTERED_HERE', obstacles: [{ host: name, protocol: 'DNS' }] })
    expect(evidenceOf(verdict)).toContain(`at the zone’s own servers: ${officeAddress.address}`)
  })

  test('that its zone does not show yet is late, and no filter is blamed', async () => {
    expect(await own(undefined, [officeAddress.address], [])).toMatchObject({ status: 'warning', code: 'RESOLVER_KNOWS_NOT' })
  })

  test('that nobody wanted published is no fault', async () => {
    expect(await own(undefined, [])).toMatchObject({ status: 'skipped' })
  })
})
