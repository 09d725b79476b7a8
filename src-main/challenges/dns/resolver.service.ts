import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { DnsServer } from './conversation.ts'
import type { Question, QuestionAnswer } from './question.policy.ts'
import type { AskDns } from './questions.ts'

/** Asks whoever looks names up for this machine. Refuses with DNS_SERVER_UNREACHABLE when nobody can say. */
export type Resolve = (question: Omit<Question, 'recursion'>) => Promise<QuestionAnswer & { by: DnsServer }>

/** What one resolver will not or cannot answer, the next one may: a server that was named knows a zone of its own perhaps. */
const noAnswer = new Set(['REFUSED', 'SERVFAIL', 'NOTIMP'])

export function createResolve({ ask, resolvers }: { ask: AskDns; resolvers: (name: string) => readonly DnsServer[] }): Resolve {
  return async (question) => {
    let failed: unknown
    for (const by of resolvers(question.name)) {
      try {
        const answer = await ask(by, { ...question, recursion: true })
        if (!noAnswer.has(answer.rcode)) return { ...answer, by }
        failed = new Refusal('DNS_SERVER_UNREACHABLE', { server: by.label, reason: answer.rcode })
      } catch (error) {
        failed = error
      }
    }
    throw failed ?? new Refusal('DNS_SERVER_UNREACHABLE', { server: 'DNS', reason: 'ENETDOWN' })
  }
}
