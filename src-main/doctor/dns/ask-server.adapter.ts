import { randomInt } from 'node:crypto'
import dnsPacket from 'dns-packet'
import { systemDns } from '../../challenges/dns/dns-transport.adapter.ts'
import type { SocketPlace, Via } from '../../challenges/dns/dns-transport.port.ts'
import { readQuestionAnswer } from '../../challenges/dns/question.policy.ts'
import type { AskServer, DnsQuestion } from './dns.port.ts'

/** ms. A datagram may get lost; a second one hardly ever does. */
const patience = { udp: 1_500, tcp: 3_000 }

export const askServer: AskServer = async (via, place, question) => {
  const begun = performance.now()
  const took = () => Math.round(performance.now() - begun)
  let failure = 'ETIMEDOUT'
  for (let left = via === 'udp' ? 2 : 1; left > 0; left -= 1) {
    try {
      return { answer: await askOnce(via, place, question), ms: took() }
    } catch (error) {
      failure = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      if (failure !== 'ETIMEDOUT') break
    }
  }
  return { failure, ms: took() }
}

function askOnce(via: Via, place: SocketPlace, { name, type, recursion, unchecked }: DnsQuestion) {
  const id = randomInt(65_536)
  const flags = (recursion ? dnsPacket.RECURSION_DESIRED : 0) | (unchecked ? dnsPacket.CHECKING_DISABLED : 0)
  const message = dnsPacket.encode({ type: 'query', id, flags, questions: [{ name, type, class: 'IN' }] })
  return systemDns.ask(via, place, message, patience[via], (answer) => readQuestionAnswer(answer, id, { name, type }))
}
