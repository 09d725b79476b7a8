import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { ChallengeSolver, Identifier } from '../challenge.port.ts'
import { dnsAnswer } from '../dns-answer.ts'
import type { Delegation } from './delegations.service.ts'

export interface DelegatedDns01Needs {
  cloud: { dns: Pick<CloudClient['dns'], 'publishDelegated' | 'removeDelegated'> }
  delegation(name: string): Promise<Delegation>
  /** Left out: any. */
  proves?: (identifier: Identifier) => boolean
  seenEverywhere(name: string, value: string): Promise<void>
  log: Log | undefined
}

/**
 * Proves a customer's name in the cloud's zone, where a CNAME of theirs leads. Before anything is published the CNAME is
 * looked up: DELEGATION_MISSING, DELEGATION_ELSEWHERE and DELEGATION_LOOP say what has to be changed.
 */
export function createDelegatedDns01({ cloud, delegation, proves, seenEverywhere, log }: DelegatedDns01Needs): ChallengeSolver {
  async function targetOf(name: string): Promise<string> {
    const { record, target, state } = await delegation(name)
    if (state.is === 'missing') throw new Refusal('DELEGATION_MISSING', { record, target })
    if (state.is === 'elsewhere') throw new Refusal('DELEGATION_ELSEWHERE', { record, target, found: state.found })
    if (state.is === 'loop') throw new Refusal('DELEGATION_LOOP', { record, target, found: state.found })
    if (state.is === 'unknown') log?.warn('the CNAME of a delegated name could not be looked up', { record, reason: state.reason })
    return target
  }

  return {
    type: 'dns-01',
    ...(proves && { proves }),
    ready: async (name) => void (await targetOf(name)),
    async publish({ name, keyAuthorization }) {
      const target = await targetOf(name)
      const value = dnsAnswer(keyAuthorization)
      await cloud.dns.publishDelegated({ name, value })
      await seenEverywhere(target, value)
    },
    async remove({ name, keyAuthorization }) {
      await cloud.dns.removeDelegated({ name, value: dnsAnswer(keyAuthorization) })
    },
  }
}
