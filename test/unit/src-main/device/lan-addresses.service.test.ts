import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import { describe, expect, test } from 'vitest'
import type { InterfaceAddress, LanAddressesRecord, LanAddressesView } from '#main/device/lan-addresses.port.ts'
import { createLanAddresses } from '#main/device/lan-addresses.service.ts'
import { createSilentLog } from '../../../support/silent-log.ts'

function setUp(stored?: LanAddressesRecord) {
  const world = {
    now: Date.parse('2026-11-21T08:00:00Z'),
    record: stored,
    interfaces: ['192.168.1.7'],
    enrolled: true,
    cloudDown: false,
    /** The cloud does what it is asked, but its answer is lost. */
    answerLost: false,
    published: undefined as string[] | undefined,
    calls: 0,
    lookups: 0,
    answers: undefined as string[] | undefined,
    announced: [] as LanAddressesView[],
  }
  const make = () =>
    createLanAddresses({
      cloud: {
        dns: {
          async publishAddresses({ addresses }) {
            world.calls++
            if (world.cloudDown) throw new Refusal('CLOUD_UNREACHABLE')
            world.published = addresses
            if (world.answerLost) throw new Refusal('CLOUD_UNREACHABLE')
            return { addresses }
          },
        },
      },
      network: {
        addresses: () => world.interfaces.map((address): InterfaceAddress => ({ name: 'eth0', address, family: 'IPv4', internal: false })),
        async resolve() {
          world.lookups++
          return world.answers ?? world.published ?? []
        },
      },
      storage: {
        load: async () => world.record,
        save: async (record) => {
          world.record = structuredClone(record)
        },
      },
      identity: async () => (world.enrolled ? { name: 'desk.acme.test' } : undefined),
      clock: { now: () => world.now },
      log: createSilentLog(),
      changed: (view) => world.announced.push(view),
    })
  let lan = make()
  return {
    world,
    lan: () => lan,
    /** The scheduler's minutes. */
    async minutes(count: number) {
      for (let i = 0; i < count; i++) {
        world.now += minute
        await lan.follow()
      }
    },
    restart() {
      lan = make()
    },
  }
}

describe('LAN addresses', () => {
  test('without consent nothing is ever published or looked up', async () => {
    const { world, minutes, lan } = setUp()
    await minutes(120)
    expect([world.calls, world.lookups]).toEqual([0, 0])
    expect(await lan().view()).toEqual({ publish: false, published: [], resolution: null })
  })

  test('with consent they are published at once, and the name is seen to lead here', async () => {
    const { world, lan, minutes } = setUp()
    expect(await lan().setConsent(true)).toMatchObject({ publish: true, published: ['192.168.1.7'] })
    await minutes(1)
    expect(await lan().view()).toMatchObject({ resolution: { status: 'leads-here', answers: ['192.168.1.7'] } })
    expect(world.announced.at(-1)).toEqual(await lan().view())
  })

  test('another network is followed within a minute, and nothing is said twice', async () => {
    const { world, lan, minutes } = setUp()
    await lan().setConsent(true)
    world.interfaces = ['10.0.0.5', '10.0.0.6']
    await minutes(1)
    expect(world.published).toEqual(['10.0.0.5', '10.0.0.6'])
    world.interfaces = ['10.0.0.6', '10.0.0.5']
    await minutes(60)
    expect(world.calls).toBe(2)
  })

  test('without a network the records go away', async () => {
    const { world, lan, minutes } = setUp()
    await lan().setConsent(true)
    world.interfaces = ['169.254.1.1']
    await minutes(1)
    expect(world.published).toEqual([])
    expect(await lan().view()).toMatchObject({ publish: true, published: [], resolution: null })
  })

  test('consent given while the cloud is away is refused for now, kept, and carried out later', async () => {
    const { world, lan, minutes } = setUp()
    world.cloudDown = true
    await expect(lan().setConsent(true)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    expect(await lan().view()).toMatchObject({ publish: true, published: [] })
    world.cloudDown = false
    await minutes(1)
    expect(world.published).toEqual(['192.168.1.7'])
  })

  test('consent withdrawn while the cloud is away is tried until it is done, over restarts too, without pestering', async () => {
    const { world, lan, minutes, restart } = setUp()
    await lan().setConsent(true)
    world.cloudDown = true
    await expect(lan().setConsent(false)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    const before = world.calls
    await minutes(12 * 60)
    expect(world.calls - before).toBeGreaterThan(12)
    expect(world.calls - before).toBeLessThan(20)
    restart()
    world.cloudDown = false
    await minutes(1)
    expect(world.published).toEqual([])
    expect(await lan().view()).toEqual({ publish: false, published: [], resolution: null })
  })

  test('an answer of the cloud that was lost leaves nothing published that was withdrawn', async () => {
    const { world, lan, minutes, restart } = setUp()
    world.answerLost = true
    await expect(lan().setConsent(true)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    world.cloudDown = true
    restart()
    await expect(lan().setConsent(false)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    world.cloudDown = world.answerLost = false
    restart()
    await minutes(1)
    expect(world.published).toEqual([])
  })

  test('new addresses are tried at once, however long the last failure makes the old ones wait', async () => {
    const { world, lan, minutes } = setUp()
    await lan().setConsent(true)
    world.cloudDown = true
    world.interfaces = ['10.0.0.5']
    await minutes(60)
    world.cloudDown = false
    world.interfaces = ['10.0.0.9']
    await minutes(1)
    expect(world.published).toEqual(['10.0.0.9'])
  })

  test.each([
    ['leads-here', undefined, 24],
    ['leads-elsewhere', ['192.168.1.99'], 24 * 12],
    ['unknown-here', [], 24 * 12],
  ])('a name that %s is looked up no more often than it is worth', async (status, answers, most) => {
    const { world, lan, minutes } = setUp()
    await lan().setConsent(true)
    world.answers = answers
    await minutes(70)
    expect(await lan().view()).toMatchObject({ resolution: { status } })
    world.lookups = 0
    await minutes((24 * hour) / minute)
    expect(world.lookups).toBeLessThanOrEqual(most)
    expect(world.lookups).toBeGreaterThanOrEqual(most - 1)
  })

  test('before enrolment nothing is asked of the cloud; afterwards it catches up', async () => {
    const { world, minutes } = setUp({ publish: true, published: [], unsure: false })
    world.enrolled = false
    await minutes(10)
    expect(world.calls).toBe(0)
    world.enrolled = true
    await minutes(1)
    expect(world.published).toEqual(['192.168.1.7'])
  })

  test('a change of mind in the middle of publishing wins', async () => {
    const { world, lan } = setUp()
    await Promise.all([lan().setConsent(true), lan().follow(), lan().setConsent(false), lan().follow()])
    expect(world.published).toEqual([])
    expect(await lan().view()).toMatchObject({ publish: false, published: [] })
  })
})
