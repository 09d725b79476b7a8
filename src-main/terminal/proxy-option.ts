import { isPastProxy, pastProxyIn } from '@mylzip/shared/domain/past-proxy.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { readProxyAddress } from '../proxy/proxy-address.policy.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'

/**
 * The proxy that whoever administers the machine has set: `system`, `none`, or an address, behind it the hosts that go
 * past it, in capital letters or small ones. Nobody signs in at it: every user of a computer can read what is set there. Refuses
 * with OPTION_INVALID, or as an address does that cannot be read.
 */
export function proxySet(value: string | undefined): ProxyChoice | undefined {
  if (value === undefined) return undefined
  const [written = '', ...past] = pastProxyIn(value)
  if (written === 'system' || written === 'none') {
    if (past.length > 0) throw invalid(`no hosts can follow “${written}”`)
    return { use: written }
  }
  const { address, user } = readProxyAddress(written)
  if (user !== undefined) throw invalid('nobody can sign in at a proxy that is set here')
  const wrong = past.find((host) => !isPastProxy(host))
  if (wrong !== undefined) throw invalid(`“${wrong}” is no name or address of a host`)
  return { use: 'own', address, user, password: undefined, past }
}

function invalid(reason: string): Refusal {
  return new Refusal('OPTION_INVALID', { option: '--proxy', reason })
}
