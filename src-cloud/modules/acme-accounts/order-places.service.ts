import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../../plugins/clock.port.ts'
import type { CloudTables } from '../../plugins/database/schema.ts'
import { createInTurn } from '../../plugins/in-turn.ts'
import { type Quota, quotaOf } from '../quota/quotas.policy.ts'
import type { Allowance } from '../tries/allowances.policy.ts'
import { countTry, forgetTries } from '../tries/tries.repository.ts'
import type { Tries } from '../tries/tries.service.ts'
import type { AccountRow } from './accounts.repository.ts'
import { newOrders, sameOrder } from './order-allowances.policy.ts'

interface Needs {
  db: Kysely<CloudTables>
  clock: Clock
  tries: Pick<Tries, 'giveBack'>
  quotas: readonly Quota[]
}

interface Orderer {
  account: Pick<AccountRow, 'id' | 'directory_url'>
  device: { id: string }
}

/** Room for new orders, taken in the database before an authority is asked: as many at once as there are, at any instance. */
export function createOrderPlaces({ db, clock, tries, quotas }: Needs) {
  const inTurn = createInTurn()
  const whose = ({ account, device }: Orderer) => ({ account_id: account.id, device_id: device.id })

  return {
    /** One place of the device's and one of the account's, and how to give both back. Refuses with ORDER_QUEUED. */
    async take(orderer: Orderer): Promise<() => Promise<void>> {
      const { directory_url } = orderer.account
      const now = clock.now()
      const taken: Allowance[] = []
      for (const allowance of newOrders(whose(orderer), quotaOf(quotas, directory_url)?.orders)) {
        const at = await countTry(db, allowance.key, allowance, now)
        if (at === undefined) {
          taken.push(allowance)
          continue
        }
        await tries.giveBack(taken)
        throw new Refusal('ORDER_QUEUED', {
          directory: new URL(directory_url).hostname,
          until: toTimestamp(at),
          retryAt: at,
          remembered: 1,
        })
      }
      return () => tries.giveBack(taken)
    },

    /**
     * While nobody else orders the same for this device. Within the instance they wait for each other; while another instance
     * has the order under way this refuses with AUTHORITY_SILENT_TO_CLOUD, and the device asks again.
     */
    alone<Answer>(orderer: Orderer, order: { name_set: string; profile: string | null }, work: () => Promise<Answer>): Promise<Answer> {
      const held = sameOrder(whose(orderer), order)
      return inTurn(held.key, async () => {
        if ((await countTry(db, held.key, held, clock.now())) !== undefined)
          throw new Refusal('AUTHORITY_SILENT_TO_CLOUD', {
            directory: orderer.account.directory_url,
            reason: 'the same order is under way already, and not answered yet',
          })
        try {
          return await work()
        } finally {
          await forgetTries(db, held.key)
        }
      })
    },
  }
}

export type OrderPlaces = ReturnType<typeof createOrderPlaces>
