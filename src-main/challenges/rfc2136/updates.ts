import type { TsigKey } from '@mylzip/shared/dns/tsig-key.ts'
import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Converse, DnsServer } from '../dns/conversation.ts'
import { signRequest } from './tsig.policy.ts'
import { readUpdateAnswer } from './update-answer.policy.ts'
import { type TxtChange, updateMessage } from './update-message.policy.ts'
import { createWhyRefused } from './why-refused.ts'

/** Refuses as `readUpdateAnswer` and `createWhyRefused` do, or with DNS_SERVER_UNREACHABLE. */
export type ChangeText = (server: DnsServer, change: TxtChange) => Promise<void>

export function createUpdates(needs: { converse: Converse; key: TsigKey; clock: Clock }): ChangeText {
  const { converse, key, clock } = needs
  const whyRefused = createWhyRefused(needs)
  return async (server, change) => {
    const outcome = await converse<'done' | Refusal>(server, (id) => {
      const signed = signRequest(updateMessage(id, change), key, clock.now())
      return {
        message: signed.message,
        read: (answer) => readUpdateAnswer(answer, { ...signed, change, key, server: server.label }, clock.now()),
      }
    })
    if (outcome !== 'done') throw await whyRefused(server, change, outcome)
  }
}
