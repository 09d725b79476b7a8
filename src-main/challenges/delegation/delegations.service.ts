import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { challengeName } from '@mylzip/shared/domain/device-names.policy.ts'
import type { AliasState } from './alias-chain.service.ts'

export interface Delegation {
  /** What the customer has to make a CNAME of … */
  record: string
  /** … that leads here. */
  target: string
  state: AliasState
}

export interface DelegationNeeds {
  cloud: { dns: Pick<CloudClient['dns'], 'delegate'> }
  follow(record: string, target: string): Promise<AliasState>
}

/** Where a customer's name is proven in the cloud's zone, and whether its CNAME leads there. Refuses as the cloud does. */
export function createDelegations({ cloud, follow }: DelegationNeeds) {
  return async (name: string): Promise<Delegation> => {
    const record = challengeName(name)
    const { target } = await cloud.dns.delegate({ name })
    return { record, target, state: await follow(record, target) }
  }
}
