import { day, fromTimestamp, hour, minute } from '@mylzip/shared/domain/time.ts'
import { expect } from 'vitest'
import { refusalOf, type TestDevice } from '../../support/cloud-device.ts'
import { describeOnEachDatabase } from '../../support/each-database.ts'

/** One certificate in six hours once a burst of four is used; two accounts a day from one address. */
const quotas = ['one', 'two', 'three', 'four', 'five', 'wide', 'office', 'burst'].map((name) => ({
  directory: `${name}.ca.test`,
  certificates: { most: name === 'burst' ? 45 : ['wide', 'office'].includes(name) ? 1_000 : 4, window: day },
  accounts: { most: 2, window: day },
}))

describeOnEachDatabase(
  'the quota ledger',
  (test, under) => {
    const ask = (device: TestDevice, directory: string, more: { renewal?: boolean; newAccount?: boolean } = {}) =>
      device.api.quota.askSlot({
        directory: `https://${directory}.ca.test/directory`,
        names: [device.enrolled.name],
        renewal: false,
        newAccount: false,
        ...more,
      })
    const newDevices = (token: string, count: number) => Promise.all(Array.from({ length: count }, () => under.cloud.newDevice({ token })))

    test('lets as many order as the authority takes, gives the others a moment each, and keeps their places', async () => {
      const { token, teamId, slug } = await under.cloud.newTeam()
      const devices = await newDevices(token, 7)
      const slots = []
      for (const device of devices) slots.push(await ask(device, 'one'))
      expect(slots.map(({ granted }) => granted)).toEqual([true, true, true, true, false, false, false])
      const hours = slots.slice(4).map(({ at }) => Math.round((fromTimestamp(at) - under.cloud.clock.now()) / hour))
      expect(hours).toEqual([6, 12, 18])
      // Asked again it has the place it had, and what was let go is let go once more.
      for (const [n, device] of devices.entries()) expect((await ask(device, 'one')).granted).toBe(n < 4)
      const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
      const { limits, queue } = await admin.api.quota.ofTeam({ team: slug })
      expect(limits[0]).toMatchObject({ domain: 'myl.test', certificates: { most: 4, used: 4 }, waiting: 3, waitingOfTeam: 3 })
      expect(queue.items.map(({ deviceId }) => deviceId)).toEqual(devices.slice(4).map(({ enrolled }) => enrolled.deviceId))
    })

    test('a renewal passes, and so does an authority without known limits', async () => {
      const { token } = await under.cloud.newTeam()
      const [device] = await newDevices(token, 1)
      if (!device) throw new Error('there is one')
      expect(await ask(device, 'one', { renewal: true })).toMatchObject({ granted: true })
      expect(await ask(device, 'unknown')).toMatchObject({ granted: true })
      const foreign = device.api.quota.askSlot({
        directory: 'https://one.ca.test/directory',
        names: ['other.team.myl.test'],
        renewal: false,
        newAccount: false,
      })
      expect(await refusalOf(foreign)).toMatchObject({ code: 'NAME_NOT_YOURS', status: 403 })
    })

    test('a team that rolls out to many holds up no other team', async () => {
      const [big, small] = [await under.cloud.newTeam(), await under.cloud.newTeam()]
      for (const device of await newDevices(big.token, 12)) await ask(device, 'two')
      const [other] = await newDevices(small.token, 1)
      if (!other) throw new Error('there is one')
      const { at } = await ask(other, 'two')
      expect(Math.round((fromTimestamp(at) - under.cloud.clock.now()) / hour)).toBeLessThanOrEqual(12)
    })

    test('one device gets no more than its share of what all have, and does not wait among those who have had less', async () => {
      const { token, teamId, slug } = await under.cloud.newTeam()
      const [greedy, modest] = await newDevices(token, 2)
      if (!greedy || !modest) throw new Error('there are two')
      const [own, wildcard] = [[greedy.enrolled.name], [`*.${greedy.enrolled.name}`]]
      const take = (names: string[]) =>
        greedy.api.quota.askSlot({ directory: 'https://wide.ca.test/directory', names, renewal: false, newAccount: false })
      for (const names of [own, wildcard, [...own, ...wildcard]]) expect(await take(names)).toMatchObject({ granted: true })
      // An hour later each of them counts anew.
      await under.database.db
        .updateTable('quota_orders')
        .set((row) => ({ granted_at: row('granted_at', '-', 2 * hour) }))
        .where('device_id', '=', greedy.enrolled.deviceId)
        .execute()
      for (const names of [own, wildcard, [...own, ...wildcard]]) expect(await take(names)).toMatchObject({ granted: true })
      await under.database.db
        .updateTable('quota_orders')
        .set((row) => ({ granted_at: row('granted_at', '-', 2 * hour) }))
        .where('device_id', '=', greedy.enrolled.deviceId)
        .execute()
      const { granted, at } = await take(own)
      expect(granted).toBe(false)
      expect(fromTimestamp(at)).toBeGreaterThan(under.cloud.clock.now() + 20 * hour)
      expect(await ask(modest, 'wide')).toMatchObject({ granted: true })
      const admin = await under.cloud.newPerson({ teamId, role: 'admin' })
      const { limits } = await admin.api.quota.ofTeam({ team: slug })
      expect(limits.find(({ directory }) => directory === 'wide.ca.test')).toMatchObject({ certificates: { used: 7 }, waiting: 0 })
    })

    test('one device that asks for all its names at once gets its share, and the next team waits for nothing', async () => {
      const device = await under.cloud.newDevice()
      for (const zone of ['second.test', 'third.test']) await device.api.labels.addName({ zone })
      const { names } = await device.api.labels.names()
      const each = names.flatMap((name) => [name, `*.${name}`])
      const sets = Array.from({ length: 2 ** each.length - 1 }, (_, set) => each.filter((_name, place) => ((set + 1) >> place) & 1))
      const takes = ({ api }: TestDevice, wanted: string[]) =>
        api.quota.askSlot({ directory: 'https://burst.ca.test/directory', names: wanted, renewal: false, newAccount: false })
      const slots = await Promise.all(sets.map((set) => takes(device, set)))
      expect([slots.length, slots.filter(({ granted }) => granted).length]).toEqual([63, 6])
      const other = await under.cloud.newDevice()
      expect(await takes(other, [other.enrolled.name])).toMatchObject({ granted: true })
    })

    test('within a team each device’s first order comes before any device’s second', async () => {
      const { token } = await under.cloud.newTeam()
      const devices = await newDevices(token, 6)
      const [first, second] = devices
      if (!first || !second) throw new Error('there are six')
      for (const device of devices.slice(2)) await ask(device, 'five')
      const takes = (device: TestDevice, names: string[]) =>
        device.api.quota.askSlot({ directory: 'https://five.ca.test/directory', names, renewal: false, newAccount: false })
      await takes(first, [first.enrolled.name])
      const later = await takes(first, [`*.${first.enrolled.name}`])
      const { at } = await takes(second, [second.enrolled.name])
      expect(fromTimestamp(at) - fromTimestamp(later.at)).toBeLessThan(minute)
      const again = await takes(first, [`*.${first.enrolled.name}`])
      expect(fromTimestamp(again.at)).toBeGreaterThan(fromTimestamp(at) + 5 * hour)
    })

    test('new accounts from one address wait for each other, whatever room there is for certificates', async () => {
      const { token } = await under.cloud.newTeam()
      const granted = []
      for (const device of await newDevices(token, 3)) granted.push((await ask(device, 'three', { newAccount: true })).granted)
      expect(granted).toEqual([true, true, false])
    })

    test('an office whose devices order with the team’s account waits for no account, however many they are', async () => {
      const { token } = await under.cloud.newTeam()
      const slots = []
      for (const device of await newDevices(token, 12)) slots.push(await ask(device, 'office'))
      expect(slots.filter(({ granted }) => !granted)).toEqual([])
      // With accounts of their own, a third of these would come tomorrow.
      const own = []
      for (const device of await newDevices(token, 3)) own.push((await ask(device, 'office', { newAccount: true })).granted)
      expect(own).toEqual([true, true, false])
    })

    test('of many that ask at once, at two instances as well, no more are let go than there is room for', async () => {
      const { token } = await under.cloud.newTeam()
      const devices = await newDevices(token, 10)
      const slots = await Promise.all(devices.map((device) => ask(device, 'four')))
      expect(slots.filter(({ granted }) => granted)).toHaveLength(4)
    })

    test('whoever comes back at its moment is let go, and whoever does not holds nobody up', async () => {
      const { token } = await under.cloud.newTeam({ lifetime: 30 * day })
      const [first] = await newDevices(token, 1)
      if (!first) throw new Error('there is one')
      const before = under.cloud.clock.now()
      // Those of the first test still wait, and this team goes next after theirs.
      const { granted, at } = await ask(first, 'one')
      expect(granted).toBe(false)
      under.cloud.clock.pass(fromTimestamp(at) - before + minute)
      const accessToken = await first.accessToken()
      const again = await fetch(`${under.cloud.url}/api/devices/self/order-slots`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          directory: 'https://one.ca.test/directory',
          names: [first.enrolled.name],
          renewal: false,
          newAccount: false,
        }),
      })
      expect(await again.json()).toMatchObject({ granted: true })
      under.cloud.clock.pass(3 * day)
      const [late] = await newDevices(token, 1)
      if (!late) throw new Error('there is one')
      expect((await ask(late, 'one')).granted).toBe(true)
    })
  },
  { quotas, moreZones: ['second.test', 'third.test'] },
)
