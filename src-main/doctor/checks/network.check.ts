import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, trouble, warning, well } from '../verdict.policy.ts'

/** Addresses that belong to nobody (RFC 5737, RFC 3849): the way there is the way to anywhere. */
const anywhere = ['192.0.2.1', '2001:db8::1']

/** Whether there is a network, and a way out of it. */
export function checkNetwork({ interfaces, route }: Surroundings, everythingIsHere: boolean): Check {
  return {
    id: 'network',
    kind: 'network',
    group: 'network',
    ...titled('check.network'),
    patience: 3 * second,
    async look() {
      const outward = outwardAddresses(interfaces())
      const routes = await Promise.all(anywhere.map(route))
      const evidence: Fact[] = [
        ...interfaces().map(({ name, address }) => fact(saying('seen.interface', { name }), address)),
        ...routes.map((way, index) =>
          fact(
            saying('seen.way-out', { family: index === 0 ? 'IPv4' : 'IPv6' }),
            'from' in way ? saying('seen.way-from', { address: way.from }) : saying('seen.way-none', { failure: way.failure }),
          ),
        ),
      ]
      if (everythingIsHere) return skipped(saying('found.network-unneeded'), evidence)
      const [first] = outward
      if (!first) return failed(trouble('NETWORK_DOWN'), evidence)
      if (!routes.some((way) => 'from' in way)) return warning(trouble('NETWORK_LEADS_NOWHERE', { address: first.address }), evidence)
      return well(saying('found.network', { address: first.address, interface: first.name }), evidence)
    },
  }
}
