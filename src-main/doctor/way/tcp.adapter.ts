import { connect, type Socket } from 'node:net'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import type { Attempt } from './way.port.ts'

/**
 * Connects to each address at the same time, so that one family that is broken shows. Answers the first connection
 * that came about, after all others have come to an end; those are closed again.
 */
export async function connectToEach(addresses: readonly string[], port: number, patience: number) {
  const tried = await Promise.all(addresses.map((address) => connectTo(address, port, patience)))
  const [first, ...others] = tried
    .flatMap(({ attempt, socket }) => (socket ? [{ ms: attempt.ms, socket }] : []))
    .sort((a, b) => a.ms - b.ms)
  for (const { socket } of others) socket.destroy()
  return { attempts: tried.map(({ attempt }) => attempt), socket: first?.socket }
}

export function connectTo(address: string, port: number, patience: number): Promise<{ attempt: Attempt; socket: Socket | undefined }> {
  const begun = performance.now()
  const ms = () => Math.round(performance.now() - begun)
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const fail = (failure: string) => {
      socket.destroy()
      resolve({ attempt: { address, ms: ms(), failure }, socket: undefined })
    }
    const timer = setTimeout(() => fail('ETIMEDOUT'), patience)
    socket.on('error', (error) => {
      clearTimeout(timer)
      fail(systemErrorCode(error) ?? error.message)
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      resolve({ attempt: { address, ms: ms(), failure: undefined }, socket })
    })
  })
}
