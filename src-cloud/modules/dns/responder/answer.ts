import dnsPacket from 'dns-packet'
import type { Clock } from '../../../plugins/clock.port.ts'
import type { Log } from '../../../plugins/log.port.ts'
import { lookUp, type PublishedRecords } from './lookup.ts'
import { type Edns, type Header, readEdns, readHeader, readQuestion } from './question.ts'
import { type Asked, encodeReply, type Reply } from './reply.ts'
import { type Rcode, rcodes, types } from './wire.ts'
import type { Zone } from './zone.policy.ts'

/** One message in, one out; undefined is silence. Never rejects. */
export type Answer = (packet: Buffer, transport: 'udp' | 'tcp') => Promise<Buffer | undefined>

interface AnswerNeeds {
  /** None below another's name servers; a name is answered from the longest that it lies in. */
  zones: readonly Zone[]
  published: PublishedRecords
  clock: Clock
  log: Log
}

/** No question is longer; what is, is made to cost time. */
const longestQuery = 4_096

export function createAnswer({ zones, published, clock, log }: AnswerNeeds): Answer {
  return async (packet, transport) => {
    const header = readHeader(packet)
    // An answer to an answer would begin a conversation between two servers that never ends.
    if (header === undefined || header.isResponse) return undefined
    const asked = understand(packet, header)
    if (typeof asked === 'number') return encodeReply({ header }, failure(asked), transport)
    const reply = await answerTo(asked).catch((error: unknown) => {
      log.error('a DNS question could not be answered', { reason: String(error) })
      return failure(rcodes.servFail)
    })
    return encodeReply(asked, reply, transport)
  }

  async function answerTo({ question, edns }: Asked): Promise<Reply> {
    if (edns && edns.version !== 0) return failure(rcodes.badVers)
    return question ? lookUp(question, zones, published, clock.now()) : failure(rcodes.formErr)
  }
}

function failure(rcode: Rcode): Reply {
  return { rcode, authoritative: false, answers: [] }
}

/** The question of a query that has exactly one, or the response code it deserves instead. */
function understand(packet: Buffer, header: Header): Asked | Rcode {
  if (header.opcode !== 0) return rcodes.notImp
  if (header.questions !== 1 || header.answers !== 0 || packet.length > longestQuery) return rcodes.formErr
  const question = readQuestion(packet)
  if (question === undefined || question.type === types.opt) return rcodes.formErr
  const edns = readAdditionals(packet)
  return edns === 'malformed' ? rcodes.formErr : { header, question, edns }
}

function readAdditionals(packet: Buffer): Edns | 'malformed' | undefined {
  try {
    return readEdns(dnsPacket.decode(packet).additionals ?? [])
  } catch {
    return 'malformed'
  }
}
