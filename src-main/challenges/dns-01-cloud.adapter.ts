import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { ChallengeSolver } from './challenge.port.ts'
import { dnsAnswer } from './dns-answer.ts'

export interface CloudDns01Needs {
  cloud: { dns: Pick<CloudClient['dns'], 'publishChallenge' | 'removeChallenge'> }
  /** Whether the solver is for a name: the cloud publishes for the device's own only. Left out: it is asked for any. */
  isOwn?: (name: string) => boolean
  /** Waits until every server of the zone shows the record (dns/dns-lookups.adapter.ts). */
  seenEverywhere: (name: string, value: string) => Promise<void>
}

/** Has the cloud publish the record in its zone, and looks at every server of the zone before the CA does. */
export function createCloudDns01({ cloud, isOwn, seenEverywhere }: CloudDns01Needs): ChallengeSolver {
  return {
    type: 'dns-01',
    ...(isOwn && { proves: ({ name }) => isOwn(name) }),
    async publish({ name, keyAuthorization }) {
      const value = dnsAnswer(keyAuthorization)
      const { fqdn } = await cloud.dns.publishChallenge({ name, value })
      await seenEverywhere(fqdn, value)
    },
    async remove({ name, keyAuthorization }) {
      await cloud.dns.removeChallenge({ name, value: dnsAnswer(keyAuthorization) })
    },
  }
}
