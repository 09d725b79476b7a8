import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import type { ChallengeSolver } from './challenge.port.ts'
import { dnsAnswer } from './dns-answer.ts'

/** Has the cloud publish the record in its zone. It answers when every authoritative server has it, so no sleep follows. */
export function createCloudDns01(cloud: { dns: Pick<CloudClient['dns'], 'publishChallenge' | 'removeChallenge'> }): ChallengeSolver {
  return {
    type: 'dns-01',
    async publish({ name, keyAuthorization }) {
      await cloud.dns.publishChallenge({ name, value: dnsAnswer(keyAuthorization) })
    },
    async remove({ name, keyAuthorization }) {
      await cloud.dns.removeChallenge({ name, value: dnsAnswer(keyAuthorization) })
    },
  }
}
