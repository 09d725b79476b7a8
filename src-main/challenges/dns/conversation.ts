import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { connectionFailure } from '../../system/network/connection-failure.policy.ts'
import type { DnsTransport, SocketPlace, Via } from './dns-transport.port.ts'

/** What was understood of an answer: final, or the best there is unless TCP, which nobody on the way can forge blindly, brings more. */
export type Understood<T> = { settled: T } | { doubtful: T }

export interface Attempt<T> {
  message: Uint8Array
  /** Undefined for bytes that do not answer this message. */
  read(answer: Buffer): Understood<T> | undefined
}

/** A DNS server, as people know it and where it is: its addresses are tried in turn. */
export interface DnsServer {
  label: string
  places: readonly SocketPlace[]
}

/** Begins a message anew for each try: no id, no signature's time goes out twice. Refuses with DNS_SERVER_UNREACHABLE. */
export type Converse = <T>(server: DnsServer, begin: (id: number) => Attempt<T>) => Promise<T>

/** `patience` in ms. */
interface Try {
  via: Via
  patience: number
}

/** A lost datagram is sent again twice; a network that lets none through may let TCP through. */
const usualTries: readonly Try[] = [
  { via: 'udp', patience: 1_000 },
  { via: 'udp', patience: 2_000 },
  { via: 'tcp', patience: 5_000 },
]

export interface ConversationNeeds {
  transport: DnsTransport
  newId: () => number
  tries?: readonly Try[]
}

export function createConversation({ transport, newId, tries = usualTries }: ConversationNeeds): Converse {
  async function at<T>(place: SocketPlace, begin: (id: number) => Attempt<T>): Promise<T> {
    const used = new Set<number>()
    let best: { doubtful: T } | undefined
    let failed: unknown
    for (const { via, patience } of tries) {
      // What UDP cannot settle, more of it cannot either.
      if (via === 'udp' && (best || refused(failed))) continue
      const id = unusedId(used)
      try {
        const { message, read } = begin(id)
        const understood = await transport.ask(via, place, message, patience, read)
        if ('settled' in understood) return understood.settled
        best = understood
      } catch (error) {
        failed = error
      }
    }
    if (best) return best.doubtful
    throw failed
  }

  function unusedId(used: Set<number>): number {
    let id = newId()
    while (used.has(id)) id = (id + 1) % 65_536
    used.add(id)
    return id
  }

  return async (server, begin) => {
    let failed: unknown = Object.assign(new Error(), { code: 'ENOTFOUND' })
    for (const place of server.places) {
      try {
        return await at(place, begin)
      } catch (error) {
        failed = error
      }
    }
    throw new Refusal('DNS_SERVER_UNREACHABLE', { server: server.label, reason: reasonOf(failed) }, { cause: failed })
  }
}

function refused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code !== 'ETIMEDOUT'
}

function reasonOf(error: unknown): string {
  const failure = connectionFailure(error as NodeJS.ErrnoException, { reused: false, proxied: false })
  return failure.kind === 'unreachable' ? failure.reason : 'it speaks something else'
}
