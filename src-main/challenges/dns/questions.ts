import type { Converse, DnsServer } from './conversation.ts'
import { type Question, type QuestionAnswer, questionMessage, readQuestionAnswer } from './question.policy.ts'

/** Refuses with DNS_SERVER_UNREACHABLE. */
export type AskDns = (server: DnsServer, question: Question) => Promise<QuestionAnswer>

export function createQuestions(converse: Converse): AskDns {
  return (server, question) =>
    converse<QuestionAnswer>(server, (id) => ({
      message: questionMessage(id, question),
      read(answer) {
        const found = readQuestionAnswer(answer, id, question)
        return found && (found.truncated ? { doubtful: found } : { settled: found })
      },
    }))
}
