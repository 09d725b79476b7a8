import type { SeenDelegation } from '@mylzip/shared/cloud-api/dns.ts'
import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { FollowAlias } from './alias.adapter.ts'
import { countDelegations, delegationsOf } from './delegations.repository.ts'

/** Looked up for one call: more would keep resolvers busy for whoever asks. */
const onPage = 20

export type SeenDelegations = (deviceId: string, page: number) => Promise<{ delegations: SeenDelegation[]; pages: number }>

/** The check a customer can run: whether the CNAME is there, and leads to the target. */
export function createSeenDelegations({ db, follow }: { db: Kysely<CloudTables>; follow: FollowAlias }): SeenDelegations {
  return async (deviceId, page) => {
    const known = await delegationsOf(db, deviceId, (page - 1) * onPage, onPage)
    const delegations = known.map(async ({ name, target }) => {
      const record = challengeName(name)
      return { name, record, target, ...(await follow(record, target)) }
    })
    return { delegations: await Promise.all(delegations), pages: Math.ceil((await countDelegations(db, deviceId)) / onPage) }
  }
}
