import type { Answer } from '../../modules/dns/responder/answer.ts'
import type { Metrics } from './metrics.ts'

const names: Record<number, string> = { 0: 'NOERROR', 1: 'FORMERR', 2: 'SERVFAIL', 3: 'NXDOMAIN', 4: 'NOTIMP', 5: 'REFUSED' }

/** The same answers, counted by the response code that stands in them. */
export function counted(answer: Answer, metrics: Metrics): Answer {
  return async (packet, transport) => {
    const begun = performance.now()
    const reply = await answer(packet, transport)
    const rcode = reply === undefined ? 'none' : (names[(reply[3] ?? 0) & 0x0f] ?? 'other')
    metrics.answeredDns(transport, rcode, performance.now() - begun)
    return reply
  }
}
