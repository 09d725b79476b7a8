import { hour, minute, second } from '@mylzip/shared/domain/time.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type LivedFleet, liveAsFleet } from '../../support/fleet/fleet.ts'
import { habits } from '../../support/fleet/habits.ts'
import { endedIn, withoutPredecessor } from '../../support/fleet/reckoning.ts'

const seed = 2611
/** Takes some seconds of computing; on a machine with other work, more. */
const patience = 4 * minute

/** Real agents at a real authority; a thousand of them through a season are `npm run soak:fleet`. */
describe('two machines of each habit, through a month in which the authority answers nobody for a day', () => {
  let fleet: LivedFleet

  beforeAll(async () => {
    const outage = { day: 14, days: 1 }
    fleet = await liveAsFleet({ machines: 2 * habits.length, days: 33, profiles: ['shortlived', 'tlsserver'], seed, outage })
  }, patience)

  test('no certificate ends in a machine that could have renewed it for an hour since its window began', () => {
    expect(endedIn(fleet).filter(({ sinceWindowBegan }) => sinceWindowBegan >= hour)).toEqual([])
  })

  test('one that ended while its machine was off is renewed as soon as the machine is back', () => {
    expect(endedIn(fleet).filter(({ afterwards }) => afterwards > 45 * minute)).toEqual([])
  })

  test('there is one order for each certificate, and each certificate is in its agent’s hands, its store and its log', () => {
    const orders = Map.groupBy(fleet.orders, ({ name }) => name)
    for (const { name, issued, isCurrent, intact } of fleet.machines) {
      expect([name, orders.get(name)?.map(({ certificate }) => certificate?.ariId)]).toEqual([name, issued])
      expect([name, isCurrent, intact]).toEqual([name, true, true])
    }
  })

  test('each renewal says which certificate it replaces', () => {
    expect(withoutPredecessor(fleet)).toEqual([])
  })

  test('and there was something to renew, and something that stood in the way', () => {
    expect(fleet.orders.length).toBeGreaterThan(4 * fleet.machines.length)
    expect(fleet.cut).toBeGreaterThan(0)
    expect(fleet.errors).toEqual([])
  })
})

test(
  'the fleet leaves out looks that would find nothing, and lives on as with a look each minute',
  async () => {
    const options = { machines: 2, days: 5, profiles: ['shortlived'], habits: ['nights off', 'wrong clocks'] as const, seed }
    const withEach = await liveAsFleet({ ...options, leavesOutLooks: false })
    const withNeeded = await liveAsFleet(options)
    expect(withEach.orders.length).toBeGreaterThan(options.machines)
    expect(withNeeded.orders.map(({ name }) => name)).toEqual(withEach.orders.map(({ name }) => name))
    // What a request takes on this machine is taken off the pause before the next.
    withNeeded.orders.forEach(({ placedAt }, at) => {
      expect(Math.abs(placedAt - (withEach.orders[at]?.placedAt ?? 0))).toBeLessThan(second)
    })
    expect([...withNeeded.questionsByHour]).toEqual([...withEach.questionsByHour])
  },
  patience,
)
