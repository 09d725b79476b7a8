import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, type Instant, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Clock } from '../system/clock.port.ts'
import { createInTurn } from '../system/in-turn.ts'
import type { Log } from '../system/log/log.port.ts'
import { publishableAddresses, sameAddresses, whereItLeads } from './lan-addresses.policy.ts'
import type {
  LanAddresses,
  LanAddressesRecord,
  LanAddressesStorage,
  LanAddressesView,
  NameResolution,
  Network,
} from './lan-addresses.port.ts'

export interface LanAddressesNeeds {
  cloud: { dns: Pick<CloudClient['dns'], 'publishAddresses'> }
  network: Network
  storage: LanAddressesStorage
  /** Who this device is; undefined before it is enrolled, and then nothing happens. */
  identity(): Promise<{ name: string } | undefined>
  clock: Clock
  log: Log
  /** Called when what `view` answers has changed by itself. */
  changed?(view: LanAddressesView): void
}

const nothing: LanAddressesRecord = { publish: false, published: [], unsure: false }

/** Keeps the cloud's A and AAAA records of this device equal to its LAN addresses while the person wants that, and empty otherwise. */
export function createLanAddresses(needs: LanAddressesNeeds): LanAddresses {
  const { network, storage, clock, log } = needs
  let resolution: NameResolution | null = null
  let failed: { tries: number; at: Instant; wanted: string[] } | undefined

  /** One after the other: what one has read must still be true when it writes. */
  const inTurn = createInTurn()

  const load = async () => (await storage.load()) ?? nothing
  const view = async (): Promise<LanAddressesView> => {
    const { publish, published } = await load()
    return { publish, published, resolution }
  }

  /** Tells the cloud what it does not know yet. Answers whether it was told something. */
  async function reconcile(mayWait: boolean): Promise<boolean> {
    const record = await load()
    const wanted = record.publish ? publishableAddresses(network.addresses()) : []
    if (!record.unsure && sameAddresses(wanted, record.published)) return false
    if (!(await needs.identity()) || (mayWait && isWaiting(wanted))) return false
    // A call that was cut off may have been carried out: without this mark a withdrawal could be forgotten.
    if (!record.unsure) await storage.save({ ...record, unsure: true })
    try {
      await needs.cloud.dns.publishAddresses({ addresses: wanted })
    } catch (error) {
      failed = { tries: (failed?.tries ?? 0) + 1, at: clock.now(), wanted }
      throw error
    }
    failed = undefined
    await storage.save({ ...record, published: wanted, unsure: false })
    log.info('the addresses of this device were published', { addresses: wanted })
    return true
  }

  /** After a failure 1, 2, 4 … 60 minutes, unless there is something new to say or the clock was set back. */
  function isWaiting(wanted: string[]): boolean {
    if (!failed || !sameAddresses(failed.wanted, wanted)) return false
    const since = clock.now() - failed.at
    return since >= 0 && since < Math.min(2 ** (failed.tries - 1) * minute, hour)
  }

  async function check(force: boolean): Promise<void> {
    const before = JSON.stringify(resolution)
    const identity = await needs.identity()
    const { publish, published } = await load()
    if (!identity || !publish || published.length === 0) resolution = null
    else if (force || isStale(resolution, clock.now())) {
      const answers = await network.resolve(identity.name)
      resolution = { status: whereItLeads(answers, network.addresses()), checkedAt: toTimestamp(clock.now()), answers }
    }
    if (JSON.stringify(resolution) !== before) needs.changed?.(await view())
  }

  return {
    view,
    setConsent: (publish) =>
      inTurn(async () => {
        await storage.save({ ...(await load()), publish })
        await reconcile(false)
        // The resolver may take its time; the person need not.
        void inTurn(() => check(true)).catch((error: unknown) => log.error('the name could not be looked up', { error }))
        return view()
      }),
    follow: () =>
      inTurn(async () => {
        const told = await reconcile(true).catch((error: unknown) => {
          if (!isRefusal(error)) throw error
          log.warn('the addresses of this device could not be published', { code: error.code })
          return false
        })
        if (told) needs.changed?.(await view())
        await check(told)
      }).catch((error: unknown) => log.error('the addresses of this device could not be followed', { error })),
  }
}

/** What is well is looked at hourly, what is not every five minutes: caches of other resolvers need no longer to forget. */
function isStale(resolution: NameResolution | null, now: Instant): boolean {
  if (!resolution) return true
  const age = now - Date.parse(resolution.checkedAt)
  return age < 0 || age >= (resolution.status === 'leads-here' ? hour : 5 * minute)
}
