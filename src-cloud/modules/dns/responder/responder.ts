import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Answer } from './answer.ts'
import { listenTcp } from './tcp.adapter.ts'
import { type Listening, listenUdp } from './udp.adapter.ts'

export interface DnsResponder {
  /** UDP and TCP on the same port; 0 takes a free one. Refuses with PORT_TAKEN. */
  listen(at: { host: string; port: number }): Promise<{ port: number }>
  close(): Promise<void>
}

/** A port that is free for TCP may be taken for UDP: how often another one is tried when any will do. */
const tries = 10

export function createResponder(answer: Answer): DnsResponder {
  let listening: Listening[] = []
  const close = async () => {
    const closing = listening
    listening = []
    await Promise.all(closing.map((one) => one.close()))
  }

  async function listenBoth(host: string, port: number): Promise<{ port: number }> {
    const tcp = await listenTcp(host, port, answer)
    listening.push(tcp)
    listening.push(await listenUdp(host, tcp.port, answer))
    return { port: tcp.port }
  }

  return {
    async listen({ host, port }) {
      for (let left = tries; ; left--) {
        try {
          return await listenBoth(host, port)
        } catch (error) {
          await close()
          if (!isTaken(error)) throw error
          if (port !== 0 || left === 0) throw new Refusal('PORT_TAKEN', { port }, { cause: error })
        }
      }
    },
    close,
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
