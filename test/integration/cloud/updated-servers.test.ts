import { execFile } from 'node:child_process'
import { randomBytes, X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { purge } from '#cloud/jobs/purge.job.ts'
import { createPublishing } from '#cloud/modules/dns/places/publishing.service.ts'
import type { UpdatedZone } from '#cloud/modules/dns/places/updated-server.adapter.ts'
import { placeOf } from '#cloud/modules/dns/places/zone-places.ts'
import { systemRandom } from '#cloud/plugins/random.adapter.ts'
import { type CloudAlone, startCloudAlone } from '../../support/cloud.ts'
import { refusalOf } from '../../support/cloud-device.ts'
import { dig, digMissing } from '../../support/dig.ts'
import { askDns } from '../../support/dns-question.ts'
import { bind } from '../../support/dns-servers/bind.ts'
import { isThere, type StartedDnsServer } from '../../support/dns-servers/dns-server.ts'
import { knot } from '../../support/dns-servers/knot.ts'
import { powerdns } from '../../support/dns-servers/powerdns.ts'
import { updateKeys } from '../../support/dns-servers/update-keys.ts'
import { missing } from '../../support/foreign-clients.ts'
import { freePorts } from '../../support/free-port.ts'
import { needsPebble, pebbleIsThere, startPebble } from '../../support/pebble.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const keys = updateKeys()
const types = ['TXT', 'A', 'AAAA', 'CAA']
const newValue = () => randomBytes(32).toString('base64url')
const updatedAt = ({ address, port }: { address: string; port: number }, more: Partial<UpdatedZone> = {}): UpdatedZone => ({
  zone: 'myl.test',
  host: address,
  port,
  key: keys.sha256,
  secondaries: [],
  ...more,
})

describe.each([knot, bind, powerdns])('the cloud’s zone in $title', (kind) => {
  describe.skipIf(digMissing || !isThere(kind))(`(${kind.needs}, and dig)`, () => {
    let server: StartedDnsServer
    let cloud: CloudAlone
    beforeAll(async () => {
      server = await kind.start({ zones: [{ name: 'myl.test' }], allowed: [keys.sha256], types, other: keys.other })
      cloud = await startCloudAlone({ updatedZones: [updatedAt(server)] })
    })
    afterAll(async () => {
      await cloud?.close()
      await server?.stop()
    })
    const seen = async (name: string, type: string) =>
      (await dig(server.port, name, type)).answers.map((line) => line.split(' ').slice(4).join(' ')).sort()

    it('has two challenges, addresses and CAA once the calls have answered, as the built-in name server has', async () => {
      const { api, enrolled } = await cloud.newDevice()
      const { name } = enrolled
      const values = [newValue(), newValue()]
      for (const value of values) await api.dns.publishChallenge({ name, value })
      expect(await seen(`_acme-challenge.${name}`, 'TXT')).toEqual(values.map((value) => `"${value}"`).sort())
      await api.dns.publishAddresses({ addresses: ['10.1.2.3', 'fd00::5'] })
      expect([await seen(name, 'A'), await seen(name, 'AAAA')]).toEqual([['10.1.2.3'], ['fd00::5']])
      await api.dns.permitAccounts({
        directoryUrl: 'https://ca.test/directory',
        accountUris: ['https://ca.test/acct/1'],
        caaIdentities: ['ca.test'],
      })
      expect(await seen(name, 'CAA')).toEqual(['0 issue "ca.test; accounturi=https://ca.test/acct/1"'])
      expect((await askDns(cloud.dnsPort, `_acme-challenge.${name}`, 'TXT')).texts.sort()).toEqual(values.sort())
      await api.dns.removeChallenge({ name, value: values[0] ?? '' })
      expect(await seen(`_acme-challenge.${name}`, 'TXT')).toEqual([`"${values[1]}"`])
      await api.dns.publishAddresses({ addresses: [] })
      expect(await seen(name, 'A')).toEqual([])
    })

    it('loses all of a device that is released, and what it was told only for an hour', async () => {
      const [gone, stays] = [await cloud.newDevice(), await cloud.newDevice()]
      for (const { api, enrolled } of [gone, stays]) await api.dns.publishChallenge({ name: enrolled.name, value: newValue() })
      await gone.api.dns.publishAddresses({ addresses: ['10.1.2.3'] })
      await cloud.devices.release(gone.enrolled.deviceId)
      expect(await seen(`_acme-challenge.${gone.enrolled.name}`, 'TXT')).toEqual([])
      expect(await seen(gone.enrolled.name, 'A')).toEqual([])
      expect(await seen(`_acme-challenge.${stays.enrolled.name}`, 'TXT')).toHaveLength(1)

      const later = { now: () => cloud.clock.now() + hour + minute }
      const place = placeOf([updatedAt(server)], { clock: cloud.clock, random: systemRandom })
      const publishing = createPublishing({ db: cloud.db, clock: later, place })
      await purge(cloud.db, later.now() - minute + 1, publishing)
      await createPublishing({ db: cloud.db, clock: { now: () => later.now() + minute }, place }).showPending()
      expect(await seen(`_acme-challenge.${stays.enrolled.name}`, 'TXT')).toEqual([])
      expect(await cloud.db.selectFrom('pending_names').selectAll().execute()).toEqual([])
    })

    it('of changes at once the last one holds at both', async () => {
      const { api, enrolled } = await cloud.newDevice()
      const sets = [['10.0.0.1', '10.0.0.2'], ['10.0.1.1'], ['10.0.2.1']]
      for (let round = 0; round < 3; round++) {
        await Promise.all(sets.map((addresses) => api.dns.publishAddresses({ addresses })))
        expect(await seen(enrolled.name, 'A')).toEqual((await askDns(cloud.dnsPort, enrolled.name, 'A')).addresses.sort())
      }
    })
  })
})

describe.skipIf(!isThere(knot) || digMissing)(`a hidden primary (${knot.needs}, and dig)`, () => {
  let primary: StartedDnsServer
  let secondary: StartedDnsServer
  beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    const at = { address: '127.0.0.3', port }
    primary = await knot.start({ zones: [{ name: 'myl.test', notify: at }], allowed: [keys.sha256], types, other: keys.other })
    secondary = await knot.start({ zones: [{ name: 'myl.test', primary }], allowed: [keys.sha256], other: keys.other, ...at })
  })
  afterAll(async () => {
    await secondary?.stop()
    await primary?.stop()
  })

  it('is not enough: the call answers when the server that resolvers ask has the challenge', async () => {
    const secondaries = [{ host: secondary.address, port: secondary.port }]
    const cloud = await startCloudAlone({ updatedZones: [updatedAt(primary, { secondaries })] })
    const { api, enrolled } = await cloud.newDevice()
    for (let round = 0; round < 3; round++) {
      const value = newValue()
      await api.dns.publishChallenge({ name: enrolled.name, value })
      const answer = await dig(secondary.port, `@${secondary.address}`, `_acme-challenge.${enrolled.name}`, 'TXT')
      expect(answer.text).toContain(value)
    }
    await cloud.close()
  })
})

const neighbours = missing('lego') ?? (pebbleIsThere ? undefined : needsPebble)

describe.skipIf(!isThere(knot) || neighbours)(`a zone that lego updates as well (${neighbours ?? knot.needs})`, () => {
  it('gives both their proofs: neither takes the other’s away', async () => {
    const server = await knot.start({ zones: [{ name: 'myl.test' }], allowed: [keys.sha256], types, other: keys.other })
    const [cloud, pebble] = [await startCloudAlone({ updatedZones: [updatedAt(server)] }), await startPebble({ dnsPort: server.port })]
    const folder = await temporaryFolder()
    onTestFinished(async () => {
      await Promise.all([cloud.close(), pebble.stop()])
      await Promise.all([server.stop(), folder.remove()])
    })
    const { api, enrolled } = await cloud.newDevice()
    const value = newValue()
    await api.dns.publishChallenge({ name: enrolled.name, value })
    const root = join(folder.path, 'root.pem')
    await writeFile(root, pebble.rootPem)
    const common = ['--server', pebble.directoryUrl, '--path', folder.path, '--accept-tos', '--email', 'it@acme.test']
    const dns = ['--dns', 'rfc2136', '--dns.disable-cp', '--dns.resolvers', `${server.address}:${server.port}`]
    await promisify(execFile)('lego', [...common, ...dns, '--domains', 'printer.myl.test', 'run'], {
      env: {
        ...process.env,
        LEGO_CA_CERTIFICATES: root,
        RFC2136_NAMESERVER: `${server.address}:${server.port}`,
        RFC2136_TSIG_ALGORITHM: 'hmac-sha256.',
        RFC2136_TSIG_KEY: keys.sha256.name,
        RFC2136_TSIG_SECRET: Buffer.from(keys.sha256.secret).toString('base64'),
      },
    })
    const issued = new X509Certificate(await readFile(join(folder.path, 'certificates', 'printer.myl.test.crt')))
    expect(issued.checkHost('printer.myl.test')).toBe('printer.myl.test')
    expect((await askDns(server.port, `_acme-challenge.${enrolled.name}`, 'TXT')).texts).toEqual([value])
  })
})

describe('a server that cannot be told', () => {
  it('is named, and the change is kept until it can', async () => {
    const [port = 0] = await freePorts(1)
    const cloud = await startCloudAlone({ updatedZones: [updatedAt({ address: '127.0.0.1', port })] })
    const { api, enrolled } = await cloud.newDevice()
    const value = newValue()
    expect(await refusalOf(api.dns.publishChallenge({ name: enrolled.name, value }))).toMatchObject({
      code: 'ZONE_NOT_SHOWN',
      status: 503,
      data: { zone: 'myl.test', server: `127.0.0.1:${port}`, reason: expect.stringContaining('ECONNREFUSED') },
    })
    expect(await cloud.db.selectFrom('pending_names').selectAll().execute()).toHaveLength(1)
    expect((await askDns(cloud.dnsPort, `_acme-challenge.${enrolled.name}`, 'TXT')).texts).toEqual([value])
    await cloud.close()
  })

  it.skipIf(!isThere(knot))(`because of its key is named too (${knot.needs})`, async () => {
    const server = await knot.start({ zones: [{ name: 'myl.test' }], allowed: [keys.sha256], types, other: keys.other })
    for (const key of [{ ...keys.sha256, secret: keys.other.secret }, keys.other]) {
      const cloud = await startCloudAlone({ updatedZones: [updatedAt(server, { key })] })
      const { api, enrolled } = await cloud.newDevice()
      expect(await refusalOf(api.dns.publishChallenge({ name: enrolled.name, value: newValue() }))).toMatchObject({
        code: 'ZONE_NOT_SHOWN',
      })
      await cloud.close()
    }
    await server.stop()
  })
})
