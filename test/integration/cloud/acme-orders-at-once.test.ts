import type { AcmeRequest } from '@mylzip/shared/cloud-api/acme-accounts.ts'
import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { hour } from '@mylzip/shared/domain/time.ts'
import { ORPCError } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AskedAuthority } from '#cloud/modules/acme/acme-http.adapter.ts'
import type { Quota } from '#cloud/modules/quota/quotas.policy.ts'
import { startCloud, type TestCloud } from '../../support/cloud.ts'
import { openAny } from '../../support/cloud-databases.ts'
import { cloudClient, type TestDevice } from '../../support/cloud-device.ts'
import { needsPebble, pebbleIsThere, type StartedPebble, startPebble } from '../../support/pebble.ts'

/** The other instance asks the same authority, on connections of its own where there is a server. */
describe.skipIf(!pebbleIsThere)(`orders of a team’s account, many at once at two instances (${needsPebble})`, () => {
  const authorities: AskedAuthority[] = []
  const quotas: Quota[] = []
  const ended: (() => Promise<unknown>)[] = []
  let clouds: [TestCloud, TestCloud]
  let pebble: StartedPebble

  beforeAll(async () => {
    const database = await openAny()
    ended.push(database.close)
    const other = database.again?.()
    if (other) ended.push(other.close)
    const options = { authorities, quotas, moreZones: ['second.test', 'third.test'], limits: { perAddress: 100_000, perCaller: 100_000 } }
    clouds = [await startCloud({ ...options, db: database.db }), await startCloud({ ...options, db: (other ?? database).db })]
    ended.push(clouds[0].close, clouds[1].close)
    pebble = await startPebble({ dnsPort: clouds[0].dnsPort })
    ended.push(pebble.stop)
    authorities.push({ directoryUrl: pebble.directoryUrl, rootsPem: pebble.rootPem })
  })
  afterAll(async () => {
    for (const end of ended.toReversed()) await end()
  })

  async function newDevices(count: number): Promise<TestDevice[]> {
    const [cloud] = clouds
    const { teamId, slug, token } = await cloud.newTeam()
    const { api } = await cloud.newPerson({ teamId, role: 'admin' })
    await api.acmeAccounts.open({ team: slug, directory: pebble.directoryUrl, termsAgreed: true })
    return Promise.all(Array.from({ length: count }, () => cloud.newDevice({ token })))
  }

  async function atBoth(device: TestDevice): Promise<[CloudClient, CloudClient]> {
    const accessToken = await device.accessToken()
    return [device.api, cloudClient(clouds[1].url, () => accessToken)]
  }

  /** Where the order is, or why there is none. */
  async function order(api: CloudClient, names: string[], more: Partial<Extract<AcmeRequest, { kind: 'order' }>> = {}): Promise<string> {
    try {
      const asked = { directory: pebble.directoryUrl, request: { kind: 'order', names, ...more } } as const
      const { status, headers } = await api.acmeAccounts.ask(asked)
      return status === 201 ? (headers.location ?? '') : String(status)
    } catch (error) {
      if (error instanceof ORPCError) return error.code
      throw error
    }
  }

  /** While the authority takes so many of one account. */
  async function withOrders<Answer>(most: number, work: () => Promise<Answer>): Promise<Answer> {
    const often = { most: 10_000, window: hour }
    quotas.push({ directory: new URL(pebble.directoryUrl).host, certificates: often, accounts: often, orders: { most, window: 3 * hour } })
    return work().finally(() => quotas.pop())
  }

  const placed = (answers: string[]) => answers.filter((answer) => answer.startsWith('https://'))

  test('one device has forty in three hours, and no more', async () => {
    const [device] = await newDevices(1)
    if (!device) throw new Error('there is one')
    for (const zone of ['second.test', 'third.test']) await device.api.labels.addName({ zone })
    const each = (await device.api.labels.names()).names.flatMap((name) => [name, `*.${name}`])
    const sets = Array.from({ length: 50 }, (_, set) => each.filter((_name, place) => ((set + 1) >> place) & 1))
    const [here, there] = await atBoth(device)
    const answers = await Promise.all(sets.map((names, n) => order(n % 2 === 0 ? here : there, names)))
    expect(new Set(placed(answers)).size).toBe(40)
    expect(answers.filter((answer) => answer === 'ORDER_QUEUED')).toHaveLength(10)
  })

  test('all devices of a team have what the authority takes of one account, and no more', () =>
    withOrders(5, async () => {
      const devices = await newDevices(4)
      const wanted = await Promise.all(
        devices.map(async (device) => {
          const { name } = device.enrolled
          const [here, there] = await atBoth(device)
          return Promise.all([order(here, [name]), order(there, [`*.${name}`])])
        }),
      )
      expect(placed(wanted.flat())).toHaveLength(5)
      expect(wanted.flat().filter((answer) => answer === 'ORDER_QUEUED')).toHaveLength(3)
    }))

  test('an order that is asked for many times at once is one, and asked again it is the same', async () => {
    const [device] = await newDevices(1)
    if (!device) throw new Error('there is one')
    const [here, there] = await atBoth(device)
    const names = [device.enrolled.name]
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => order(n % 2 === 0 ? here : there, names)))
    const urls = new Set(placed(answers))
    expect(urls.size).toBe(1)
    // The instance that came second says that the order is under way.
    const others = answers.filter((answer) => !urls.has(answer))
    expect(others).toEqual(others.map(() => 'AUTHORITY_SILENT_TO_CLOUD'))
    expect(urls).toContain(await order(there, names))
    expect(urls).toContain(await order(here, names))
  })

  test('one that the authority refused takes nobody’s place', () =>
    withOrders(1, async () => {
      const [device] = await newDevices(1)
      if (!device) throw new Error('there is one')
      const { name } = device.enrolled
      expect(await order(device.api, [name], { profile: 'of-no-authority' })).toMatch(/^4\d\d$/)
      expect(await order(device.api, [name])).toMatch(/^https:/)
      expect(await order(device.api, [`*.${name}`])).toBe('ORDER_QUEUED')
    }))

  test('one that the authority may have taken, though it gave no answer, keeps its place', () =>
    withOrders(2, async () => {
      const [device] = await newDevices(1)
      if (!device) throw new Error('there is one')
      const wildcard = [`*.${device.enrolled.name}`]
      expect(await order(device.api, [device.enrolled.name])).toMatch(/^https:/)
      await pebble.stop()
      expect(await order(device.api, wildcard)).toBe('AUTHORITY_SILENT_TO_CLOUD')
      // At once: what ended without an answer is not under way any more.
      expect(await order(device.api, wildcard)).toBe('ORDER_QUEUED')
    }))
})
