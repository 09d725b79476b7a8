import type { ChallengeSolver } from '../challenges/challenge.port.ts'
import { createDnsLookups } from '../challenges/dns/dns-lookups.adapter.ts'
import { createCloudDns01 } from '../challenges/dns-01-cloud.adapter.ts'
import { createRfc2136Dns01 } from '../challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { systemNetwork } from '../device/lan-addresses.adapter.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'

/** How names are proven. */
export function prepareProofs({ clock, ending, log, options }: Foundations, { cloud }: CloudParts): { solver: ChallengeSolver } {
  const lookups = createDnsLookups({ resolver: options.resolver, resolveName: systemNetwork.resolve, log, signal: ending.signal })
  const solver = options.dns
    ? createRfc2136Dns01({ server: options.dns, clock, resolve: systemNetwork.resolve, log, signal: ending.signal })
    : createCloudDns01({ cloud, seenEverywhere: lookups.seenEverywhere })
  return { solver }
}
