import { randomBytes } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { createOrderableNames } from '#cloud/modules/acme-accounts/orderable-names.service.ts'
import { findEnrolled } from '#cloud/modules/devices/devices.repository.ts'
import { createFollowAlias } from '#cloud/modules/dns/alias.adapter.ts'
import { nameKey } from '#cloud/modules/dns/names.policy.ts'
import { createPublishing } from '#cloud/modules/dns/places/publishing.service.ts'
import type { ZonePlace } from '#cloud/modules/dns/places/zone-place.port.ts'
import { cloudClient, createTestDevice, refusalOf } from '../../support/cloud-device.ts'
import { askDns } from '../../support/dns-question.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

const newValue = () => randomBytes(32).toString('base64url')

describeOnEachDatabase(
  'a cloud that gives names in several zones',
  (test, under) => {
    async function deviceIn(zone?: string) {
      const { token } = await under.cloud.newTeam()
      const device = createTestDevice(under.cloud.url, under.cloud.clock)
      return { device, enrolled: await device.enrol(token, undefined, zone) }
    }

    test('brings each change to other servers, however many names no server takes', async () => {
      const { db } = under.database
      let now = under.cloud.clock.now()
      const shown = new Set<string>()
      const place: ZonePlace = {
        async show([set]) {
          if (set?.name.endsWith('.stuck.test')) throw new Refusal('ZONE_NOT_SHOWN', { zone: 'stuck.test', server: 'a', reason: 'away' })
          shown.add(set?.name ?? '')
        },
      }
      const publishing = createPublishing({ db, clock: { now: () => now }, place })
      const change = (names: string[]) => db.transaction().execute((trx) => publishing.changed(trx, names.map(nameKey), now))
      await change(Array.from({ length: 200 }, (_, index) => `n${index}.stuck.test`))
      now += 1
      await change(['later.devices.example'])
      now += 2 * minute
      await expect(publishing.showPending()).rejects.toMatchObject({ code: 'ZONE_NOT_SHOWN' })
      expect(shown).toEqual(new Set())
      await publishing.showPending()
      expect(shown).toEqual(new Set(['later.devices.example']))
      now += 20 * minute
      await expect(publishing.showPending()).rejects.toMatchObject({ code: 'ZONE_NOT_SHOWN' })
      await db.deleteFrom('pending_names').execute()
    })

    test('gives them in the usual one, or in the one that is asked for', async () => {
      expect((await deviceIn()).enrolled.name).toMatch(/^[a-z0-9]+\.[a-z0-9-]+\.myl\.test$/)
      const { enrolled } = await deviceIn('Devices.Example.')
      expect(enrolled.name).toMatch(/\.devices\.example$/)
      const row = await under.database.db.selectFrom('devices').select('zone').where('id', '=', enrolled.deviceId).executeTakeFirst()
      expect(row?.zone).toBe('devices.example')
      const { token } = await under.cloud.newTeam()
      const { publicKey } = createTestDevice(under.cloud.url, under.cloud.clock)
      for (const zone of ['example', 'other.example', 'x.devices.example', '', 'devices．example']) {
        expect(await refusalOf(cloudClient(under.cloud.url).devices.enrol({ token, publicKey, zone }))).toMatchObject({
          code: 'ZONE_UNKNOWN',
          status: 422,
        })
      }
    })

    test('answers for each with its own SOA and NS, and for the one below the other too', async () => {
      const of = async (name: string) => (await askDns(under.cloud.dnsPort, name, 'SOA')).packet
      for (const zone of ['myl.test', 'devices.example', 'below.devices.example']) {
        expect((await of(zone)).answers).toMatchObject([{ name: zone, type: 'SOA', data: { rname: `hostmaster.${zone}` } }])
        expect((await of(`nobody.nowhere.${zone}`)).authorities).toMatchObject([{ name: zone, type: 'SOA' }])
      }
      expect((await askDns(under.cloud.dnsPort, 'example', 'SOA')).rcode).toBe('REFUSED')
    })

    test('gives a device its name in a further zone, where it proves it and its addresses and CAA records stand too', async () => {
      const { device, enrolled } = await deviceIn()
      const { labels, dns } = device.api
      const second = enrolled.name.replace(/\.myl\.test$/, '.devices.example')
      expect(await labels.names()).toMatchObject({
        names: [enrolled.name],
        zones: ['myl.test', 'devices.example', 'below.devices.example'],
      })
      expect(await refusalOf(dns.publishChallenge({ name: second, value: newValue() }))).toMatchObject({ code: 'NAME_NOT_YOURS' })
      for (let time = 0; time < 2; time++)
        expect(await labels.addName({ zone: 'Devices.Example.' })).toMatchObject({ names: [enrolled.name, second] })
      expect(await refusalOf(labels.addName({ zone: 'elsewhere.example' }))).toMatchObject({ code: 'ZONE_UNKNOWN', status: 422 })
      const value = newValue()
      await dns.publishChallenge({ name: second, value })
      expect((await askDns(under.cloud.dnsPort, `_acme-challenge.${second}`, 'TXT')).texts).toEqual([value])
      expect(await dns.removeChallenge({ name: second, value })).toEqual({ removed: true })
      await dns.publishAddresses({ addresses: ['10.0.0.7'] })
      const accountUris = ['https://ca.test/acct/1']
      await dns.permitAccounts({ directoryUrl: 'https://ca.test/dir', accountUris, caaIdentities: ['ca.test'] })
      for (const name of [enrolled.name, second]) {
        expect((await askDns(under.cloud.dnsPort, name, 'A')).packet.answers).toMatchObject([{ data: '10.0.0.7' }])
        expect((await askDns(under.cloud.dnsPort, name, 'CAA')).packet.answers).not.toHaveLength(0)
      }
      // Nobody else is called so, in any zone, now or later.
      const { team } = enrolled
      const { id } = await under.database.db.selectFrom('teams').select('id').where('slug', '=', team.slug).executeTakeFirstOrThrow()
      const { token } = await under.cloud.devices.createEnrolmentToken({ teamId: id, maxUses: 9, lifetime: 1e9 })
      const label = enrolled.name.split('.')[0]
      const other = () => createTestDevice(under.cloud.url, under.cloud.clock).enrol(token, label, 'below.devices.example')
      expect(await refusalOf(other())).toMatchObject({ code: 'LABEL_TAKEN' })
      await under.cloud.devices.release(enrolled.deviceId)
      expect(await refusalOf(other())).toMatchObject({ code: 'LABEL_TAKEN' })
      expect((await askDns(under.cloud.dnsPort, second, 'A')).rcode).toBe('NXDOMAIN')
    })

    test('lets a team’s account order a device’s names of all zones, the wildcards below them too, and not those of another', async () => {
      const { db } = under.database
      const [one, other] = [await deviceIn(), await deviceIn()]
      const further = async ({ device }: typeof one) => (await device.api.labels.addName({ zone: 'devices.example' })).names[1] ?? ''
      const [own, foreign] = [await further(one), await further(other)]
      const caller = await findEnrolled(db, one.enrolled.deviceId)
      if (caller === undefined) throw new Error('the device is not enrolled')
      const names = createOrderableNames({ db, zones: ['myl.test', 'devices.example'], follow: createFollowAlias([]) })
      expect(await names.read(caller, [one.enrolled.name, own, `*.${own}`])).toEqual([one.enrolled.name, own, `*.${own}`])
      await expect(names.read(caller, [own, foreign])).rejects.toMatchObject({ code: 'NAME_NOT_YOURS' })
    })

    test('proves a device’s name in its own zone, and its customers’ names there too', async () => {
      const { enrolled, device } = await deviceIn('devices.example')
      const { name } = enrolled
      const { dns } = device.api
      const value = newValue()
      await dns.publishChallenge({ name, value })
      expect((await askDns(under.cloud.dnsPort, `_acme-challenge.${name}`, 'TXT')).texts).toEqual([value])
      expect((await dns.delegate({ name: 'www.customer.test' })).target).toMatch(/\.delegated\.devices\.example$/)
      for (const zone of ['myl.test', 'devices.example', 'a.below.devices.example']) {
        expect(await refusalOf(dns.delegate({ name: zone }))).toMatchObject({ code: 'DELEGATION_NAME_UNUSABLE' })
      }
    })
  },
  { moreZones: ['devices.example', 'below.devices.example'] },
)
