import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Converse, DnsServer } from '../dns/conversation.ts'
import { sightText } from '../dns/published-text.policy.ts'
import { type Question, type QuestionAnswer, questionMessage, readQuestionAnswer } from '../dns/question.policy.ts'
import { proveAnswer, signRequest } from './tsig.policy.ts'
import type { TxtChange } from './update-message.policy.ts'

interface Seen extends QuestionAnswer {
  /** The server took the signature. */
  signed: boolean
}

/**
 * REFUSED is all that PowerDNS says, whatever the reason: a key it does not take, a zone it does not hold, an alias in
 * the way. A signed question for the same record tells them apart. Answers the refusal that fits better, or the given one.
 */
export function createWhyRefused({ converse, key, clock }: { converse: Converse; key: TsigKey; clock: Clock }) {
  const ask = (server: DnsServer, question: Question) =>
    converse<Seen>(server, (id) => {
      const request = signRequest(questionMessage(id, question), key, clock.now())
      return {
        message: request.message,
        read(answer) {
          const found = readQuestionAnswer(answer, id, question)
          const signed = proveAnswer(answer, request, key, clock.now()).is === 'proven'
          return found && (signed ? { settled: { ...found, signed } } : { doubtful: { ...found, signed } })
        },
      }
    })

  return async (server: DnsServer, { name, zone, value }: TxtChange, refusal: Refusal): Promise<Refusal> => {
    if (!isRefusal(refusal, 'DNS_UPDATE_REFUSED')) return refusal
    const seen = await ask(server, { name, type: 'TXT' }).catch(() => undefined)
    if (!seen) return refusal
    if (seen.rcode === 'NOTAUTH' && !seen.signed) return new Refusal('DNS_KEY_NOT_ACCEPTED', { server: server.label, key: key.name })
    const sight = sightText(seen, name, value)
    if (typeof sight === 'object' && 'aliasOf' in sight) return new Refusal('DNS_NAME_IS_ALIAS', { name, target: sight.aliasOf })
    if (!seen.authoritative) return new Refusal('DNS_SERVER_NOT_AUTHORITATIVE', { server: server.label, zone })
    return refusal
  }
}
