import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { type Listeners, openPort } from '../../system/network/listeners.adapter.ts'

export interface SharedListener {
  /**
   * Listens by the time it answers, for this holder beside others. Refuses with CHALLENGE_PORT_TAKEN or
   * CHALLENGE_PORT_NOT_ALLOWED, naming `name`.
   */
  hold(holder: string, name: string): Promise<void>
  /** Listens for a moment, to see whether it can. Refuses in the same way. */
  tryOut(name: string): Promise<void>
  /** Stops listening with the last one. Harmless for one that holds nothing. */
  release(holder: string): Promise<void>
}

/** A CA's look takes a moment; whoever needs longer is no CA. */
const longestVisit = 15 * second

/** One port, IPv4 and IPv6, open to everybody for as long as anybody needs it. */
export function createSharedListener({ port, accept }: { port: number; accept(socket: Socket): void }): SharedListener {
  const holders = new Set<string>()
  const visitors = new Set<Socket>()
  let open: Listeners | undefined
  // Opening and closing go one after the other, or a port just closed would be found taken.
  let settled: Promise<unknown> = Promise.resolve()

  function welcome(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), longestVisit).unref()
    visitors.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => {
      clearTimeout(timer)
      visitors.delete(socket)
    })
    accept(socket)
  }

  async function settle(): Promise<void> {
    if (holders.size > 0) open ??= await openPort(true, port, welcome)
    if (holders.size > 0 || !open) return
    open.close()
    open = undefined
    for (const visitor of visitors) visitor.destroy()
  }

  function afterOthers(): Promise<void> {
    const mine = settled.then(settle)
    settled = mine.catch(() => undefined)
    return mine
  }

  async function hold(holder: string, name: string): Promise<void> {
    holders.add(holder)
    try {
      await afterOthers()
    } catch (error) {
      holders.delete(holder)
      throw asChallengeRefusal(error, port, name)
    }
  }

  async function release(holder: string): Promise<void> {
    holders.delete(holder)
    await afterOthers()
  }

  return {
    hold,
    release,
    async tryOut(name) {
      const trial = `trial ${randomUUID()}`
      await hold(trial, name)
      await release(trial)
    },
  }
}

function asChallengeRefusal(error: unknown, port: number, name: string): unknown {
  if (!isRefusal(error, 'PORT_TAKEN')) return error
  const { cause } = error
  const forbidden = cause instanceof Error && 'code' in cause && cause.code === 'EACCES'
  return new Refusal(forbidden ? 'CHALLENGE_PORT_NOT_ALLOWED' : 'CHALLENGE_PORT_TAKEN', { port, name }, { cause: error })
}
