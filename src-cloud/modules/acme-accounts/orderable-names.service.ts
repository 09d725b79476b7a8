import { canonicalName, challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import type { CloudTables } from '../../plugins/database/schema.ts'
import type { EnrolledCaller } from '../devices/enrolled-caller.ts'
import type { FollowAlias } from '../dns/alias.adapter.ts'
import { delegableName } from '../dns/delegations.policy.ts'
import { findDelegation } from '../dns/delegations.repository.ts'
import { ownNamesOf } from '../dns/more-names.repository.ts'
import { ownName } from '../dns/names.policy.ts'

interface Needs {
  db: Kysely<CloudTables>
  zones: readonly string[]
  follow: FollowAlias
}

/** Looked up at once: more would keep resolvers busy for whoever asks. */
const atOnce = 20

export interface OrderableNames {
  /**
   * The names in the form that authorities compare, each once: the device's own ones, the wildcards below them, and customers'
   * names whose CNAME leads to this very device's place. Refuses with NAME_NOT_YOURS or CNAME_NOT_TO_THIS_DEVICE.
   */
  read(device: EnrolledCaller, names: readonly string[]): Promise<string[]>
}

/**
 * What the team's account may order for which device. Devices of a team share what the account has proven, for weeks: so a name
 * that only was delegated is not enough, or one device would live on another's proof.
 */
export function createOrderableNames({ db, zones, follow }: Needs): OrderableNames {
  async function refuseUnproven(device: EnrolledCaller, asked: string): Promise<void> {
    const read = delegableName(asked, zones)
    const delegation = 'name' in read ? await findDelegation(db, device.id, read.name) : undefined
    if (delegation === undefined) throw new Refusal('NAME_NOT_YOURS', { name: asked })
    const { target } = delegation
    const record = challengeName(delegation.name)
    const { state } = await follow(record, target)
    if (state !== 'ready') throw new Refusal('CNAME_NOT_TO_THIS_DEVICE', { name: delegation.name, record, target })
  }

  return {
    async read(device, names) {
      const own = await ownNamesOf(db, device)
      const others = names.filter((name) => !own.some((one) => ownName(name, one) !== undefined))
      for (let from = 0; from < others.length; from += atOnce)
        await Promise.all(others.slice(from, from + atOnce).map((name) => refuseUnproven(device, name)))
      return [...new Set(names.map(canonicalName))]
    },
  }
}
