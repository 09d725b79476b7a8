import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { createRfc2136Dns01, type Rfc2136Needs } from '#main/challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import type { StartedDnsServer } from './dns-servers/dns-server.ts'

/** The solver as the agent makes it, asking no resolver: every name server of the tests is found in the zone itself. */
export function solverAt(
  { address, port }: Pick<StartedDnsServer, 'address' | 'port'>,
  key: TsigKey,
  more: Partial<Rfc2136Needs> & { zone?: string } = {},
) {
  const { zone, ...needs } = more
  return createRfc2136Dns01({
    server: { host: address, port, zone, key },
    clock: systemClock,
    resolve: async () => [],
    patience: 3_000,
    otherServersPort: port,
    ...needs,
  })
}
