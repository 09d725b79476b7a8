import { second } from '@mylzip/shared/domain/time.ts'
import type { Fact } from '@mylzip/shared/operations/doctor.ts'
import { outwardAddresses } from '../addresses.policy.ts'
import type { Check } from '../check.port.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, trouble, warning, well } from '../verdict.policy.ts'

/** Addresses that belong to nobody (RFC 5737, RFC 3849): the way there is the way to anywhere. */
const anywhere = ['192.0.2.1', '2001:db8::1']

/** Whether there is a network, and a way out of it. */
export function checkNetwork({ interfaces, route }: Surroundings, everythingIsHere: boolean): Check {
  return {
    id: 'network',
    kind: 'network',
    group: 'network',
    title: 'This machine is connected to a network.',
    patience: 3 * second,
    async look() {
      const outward = outwardAddresses(interfaces())
      const routes = await Promise.all(anywhere.map(route))
      const evidence: Fact[] = [
        ...interfaces().map(({ name, address }) => fact(`interface ${name}`, address)),
        ...routes.map((way, index) =>
          fact(index === 0 ? 'way out by IPv4' : 'way out by IPv6', 'from' in way ? `from ${way.from}` : `none (${way.failure})`),
        ),
      ]
      if (everythingIsHere) return skipped('Nothing that this program talks to is outside this machine.', evidence)
      const [first] = outward
      if (!first) return failed(trouble('NETWORK_DOWN'), evidence)
      if (!routes.some((way) => 'from' in way)) return warning(trouble('NETWORK_LEADS_NOWHERE', { address: first.address }), evidence)
      return well(`This machine has the address ${first.address} on ${first.name}.`, evidence)
    },
  }
}
