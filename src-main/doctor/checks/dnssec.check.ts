import { second } from '@mylzip/shared/domain/time.ts'
import type { Check } from '../check.port.ts'
import { placeText } from '../dns/place.policy.ts'
import { replyText } from '../dns/reply.policy.ts'
import type { Surroundings } from '../surroundings.port.ts'
import { fact, failed, skipped, trouble, well } from '../verdict.policy.ts'

/** Whether a resolver that checks signatures refuses the name: it then answers only to who asks it not to check (RFC 4035 §3.2.2). */
export function checkDnssec({ askServer, resolver }: Surroundings, name: string, certificateId: string | undefined): Check {
  return {
    id: `dnssec:${name}`,
    kind: 'dnssec',
    group: 'dns',
    title: `The DNS signatures of ${name} are right, as far as they are checked here.`,
    patience: 20 * second,
    ...(certificateId === undefined ? {} : { certificateId }),
    async look() {
      const question = { name, type: 'SOA', recursion: true } as const
      for (const place of resolver.servers()) {
        const checked = await askServer('udp', place, question)
        if ('failure' in checked) continue
        const unchecked = await askServer('udp', place, { ...question, unchecked: true })
        const evidence = [
          fact(`asked of ${placeText(place)}`, replyText(checked)),
          fact('the same without checking signatures', replyText(unchecked)),
        ]
        if (checked.answer.rcode === 'SERVFAIL' && 'answer' in unchecked && unchecked.answer.rcode !== 'SERVFAIL')
          return failed(trouble('DNSSEC_BOGUS', { name }), evidence)
        return well('No signature is found wrong. A resolver that does not check any would not notice.', evidence)
      }
      return skipped('No DNS server of this network answers, so nothing can be said of signatures.')
    },
  }
}
