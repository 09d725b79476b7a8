import { saying } from '@mylzip/shared/domain/saying.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { placeText } from '../dns/place.policy.ts'
import { replySaid } from '../dns/reply.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, titled, trouble, well } from '../verdict.policy.ts'

/** Whether a resolver that checks signatures refuses the name: it then answers only to who asks it not to check (RFC 4035 §3.2.2). */
export function checkDnssec({ askServer, resolver }: Surroundings, name: string, certificateId: string | undefined): Check {
  return {
    id: `dnssec:${name}`,
    kind: 'dnssec',
    group: 'dns',
    ...titled('check.dnssec', { name }),
    patience: 20 * second,
    ...(certificateId === undefined ? {} : { certificateId }),
    async look() {
      const question = { name, type: 'SOA', recursion: true } as const
      for (const place of resolver.servers()) {
        const checked = await askServer('udp', place, question)
        if ('failure' in checked) continue
        const unchecked = await askServer('udp', place, { ...question, unchecked: true })
        const evidence = [
          fact(saying('seen.asked-of', { server: placeText(place) }), replySaid(checked)),
          fact(saying('seen.unchecked'), replySaid(unchecked)),
        ]
        if (checked.answer.rcode === 'SERVFAIL' && 'answer' in unchecked && unchecked.answer.rcode !== 'SERVFAIL')
          return failed(trouble('DNSSEC_BOGUS', { name }), evidence)
        return well(saying('found.dnssec'), evidence)
      }
      return skipped(saying('found.dnssec-silent'))
    },
  }
}
