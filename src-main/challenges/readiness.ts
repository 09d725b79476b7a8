import { isIP } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Identifier, Solvers } from './challenge.port.ts'
import { solversOf } from './choice.policy.ts'

/**
 * Before an authority is asked: refuses what is known here already to fail. Where a name has several ways the authority
 * chooses among them, so nothing is known yet.
 */
export async function refuseUnready(names: readonly string[], solvers: Solvers): Promise<void> {
  for (const identifier of names.map(identifierOf)) {
    const [only, ...others] = solversOf(solvers, identifier)
    if (others.length === 0) await only?.ready?.(identifier.name)
  }
}

/** The same for a person who orders and waits: only what comes in time, and what no waiting changes. A CNAME that is missing may still be made. */
export async function refuseHopeless(names: readonly string[], solversFor: () => Promise<Solvers>): Promise<void> {
  try {
    const solvers = await solversFor()
    refuseUnfit(names, solvers)
    await Promise.race([refuseUnready(names, solvers), setTimeout(patience, undefined, { ref: false })])
  } catch (error) {
    if (isRefusal(error, ...hopeless)) throw error
  }
}

/** No authority would offer what is needed, but for a name that it takes as proven from before. */
export function refuseUnfit(names: readonly string[], solvers: Solvers): void {
  for (const identifier of names.map(identifierOf)) {
    if (solversOf(solvers, identifier).length > 0) continue
    const { name, type, wildcard } = identifier
    if (wildcard) throw new Refusal('CHALLENGE_UNFIT', { name: `*.${name}`, reason: 'a wildcard is proven in the DNS alone' })
    const reason = type === 'ip' ? 'no DNS proves an address' : 'the cloud proves this device’s own names, and delegation all others'
    throw new Refusal('CHALLENGE_UNFIT', { name, reason })
  }
}

/** ms that a cloud or a resolver which does not answer may take. */
const patience = 5_000

const hopeless = [
  ...(['CHALLENGE_UNFIT', 'CHALLENGE_PORT_TAKEN', 'CHALLENGE_PORT_NOT_ALLOWED', 'WEBROOT_UNUSABLE', 'DELEGATION_NAME_UNUSABLE'] as const),
  ...(['DNS_PERSIST_OFF', 'DNS_UPDATE_SERVER_UNKNOWN'] as const),
]

function identifierOf(name: string): Identifier {
  return { type: isIP(name) === 0 ? 'dns' : 'ip', name: name.replace(/^\*\./, ''), wildcard: name.startsWith('*.') }
}
