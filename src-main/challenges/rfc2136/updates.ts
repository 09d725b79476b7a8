import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { Converse, DnsServer } from './conversation.ts'
import { signRequest } from './tsig.policy.ts'
import type { TsigKey } from './tsig-key.policy.ts'
import { readUpdateAnswer } from './update-answer.policy.ts'
import { type TxtChange, updateMessage } from './update-message.policy.ts'

/** Refuses as `readUpdateAnswer` does, or with DNS_SERVER_UNREACHABLE. */
export type ChangeText = (server: DnsServer, change: TxtChange) => Promise<void>

export function createUpdates({ converse, key, clock }: { converse: Converse; key: TsigKey; clock: Clock }): ChangeText {
  return async (server, change) => {
    const outcome = await converse<'done' | Refusal>(server, (id) => {
      const signed = signRequest(updateMessage(id, change), key, clock.now())
      return {
        message: signed.message,
        read: (answer) => readUpdateAnswer(answer, { ...signed, change, key, server: server.label }, clock.now()),
      }
    })
    if (outcome !== 'done') throw outcome
  }
}
