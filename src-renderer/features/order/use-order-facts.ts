import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useReading } from '../../agent/use-reading.ts'

const ask = async (client: AgentClient) => {
  const [authorities, policy] = await Promise.all([client.authorities.list(), client.policy.get()])
  return { authorities, rules: policy?.rules ?? {} }
}

const unknown: { authorities: Authority[]; rules: FleetRules } = { authorities: [], rules: {} }

/** What is there to choose from, and what the organisation has chosen. The order is refused all the same where neither is known yet. */
export function useOrderFacts() {
  return useReading(ask, 'order').value ?? unknown
}
