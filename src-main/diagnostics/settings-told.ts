import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import type { DnsServer } from '@mylzip/shared/operations/proofs.ts'
import type { Target } from '@mylzip/shared/operations/targets.ts'

/** Where a person's choices are told. */
interface Chosen {
  authorities: { list(): Promise<readonly Authority[]> }
  proofs: { listDnsServers(): Promise<readonly DnsServer[]> }
  targets: { list(certificateId: string | undefined, seen: { withArguments: boolean }): Promise<readonly Target[]> }
}

/**
 * What was chosen here: authorities, DNS servers, targets. Arguments of a script may be anything, a password too: they stay here, as do
 * the DNS servers, which are for administrators to see, but for their number.
 */
export async function settingsTold({ authorities, proofs, targets }: Chosen, more: object): Promise<object> {
  const [ordered, dnsServers, told] = await Promise.all([
    authorities.list(),
    proofs.listDnsServers(),
    targets.list(undefined, { withArguments: false }),
  ])
  return { authorities: ordered, dnsServers: dnsServers.length, targets: told, ...more }
}
