import { createFollowAlias } from '../modules/dns/alias.adapter.ts'
import { createDelegations } from '../modules/dns/delegations.service.ts'
import { createDnsService } from '../modules/dns/dns.service.ts'
import { createOrderingAccounts } from '../modules/dns/ordering-accounts.service.ts'
import { createPublishing } from '../modules/dns/places/publishing.service.ts'
import { placeOf } from '../modules/dns/places/zone-places.ts'
import { publishedRecords } from '../modules/dns/published-records.ts'
import { createAnswer } from '../modules/dns/responder/answer.ts'
import { createResponder } from '../modules/dns/responder/responder.ts'
import { createZone } from '../modules/dns/responder/zone.policy.ts'
import { createSeenDelegations } from '../modules/dns/seen-delegations.service.ts'
import { createNamesOfDevice } from '../modules/labels/names-of-device.service.ts'
import { counted } from '../plugins/metrics/counted-dns.ts'
import type { CloudOptions } from './cloud-options.ts'
import type { Foundations } from './foundations.ts'
import type { TeamParts } from './team-parts.ts'

/** Devices' names: what is published of them, where, and who answers for it. */
export function gatherNames(
  { db, clock, random, log, metrics, zones, nameservers }: Foundations,
  { entitlements }: Pick<TeamParts, 'entitlements'>,
  { updatedZones = [], resolvers }: Pick<CloudOptions, 'updatedZones' | 'resolvers'>,
) {
  const publishing = createPublishing({ db, clock, place: placeOf(updatedZones, { clock, random }) })
  const answered = zones.map((each) => createZone(each, nameservers))
  const answer = createAnswer({ zones: answered, published: publishedRecords(db), clock, log })
  return {
    publishing,
    namesOfDevice: createNamesOfDevice({ db, clock, zones, publishing }),
    names: createDnsService({ db, clock, publishing }),
    delegations: createDelegations({ db, clock, random, zones, publishing, entitlements }),
    orderingAccounts: createOrderingAccounts({ db, clock, publishing }),
    seenDelegations: createSeenDelegations({ db, follow: createFollowAlias(resolvers) }),
    dns: createResponder(counted(answer, metrics)),
  }
}

export type NameParts = ReturnType<typeof gatherNames>
