import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DnsServer } from './conversation.ts'
import { liesIn } from './question.policy.ts'
import type { AskDns } from './questions.ts'
import { sightZone, upFrom } from './zone.policy.ts'

/**
 * The zone that a record lies in: the given one, or the one that the server says (SOA, walking up). Refuses with
 * DNS_NAME_OUTSIDE_ZONE, DNS_ZONE_NOT_FOUND or DNS_SERVER_UNREACHABLE.
 */
export function createZones({ ask, zone: given }: { ask: AskDns; zone: string | undefined }) {
  return async (server: DnsServer, name: string): Promise<string> => {
    if (given !== undefined) {
      if (liesIn(name, given)) return given
      throw new Refusal('DNS_NAME_OUTSIDE_ZONE', { server: server.label, name, zone: given })
    }
    for (const candidate of upFrom(name)) {
      const sighting = sightZone(name, await ask(server, { name: candidate, type: 'SOA' }))
      if (sighting === 'delegated-elsewhere') break
      if (sighting !== 'further-up') return sighting.zone
    }
    throw new Refusal('DNS_ZONE_NOT_FOUND', { server: server.label, name })
  }
}
