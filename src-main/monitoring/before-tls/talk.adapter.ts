import { connect, type Socket } from 'node:net'
import { type Answer, beforeTlsFault } from './answer.policy.ts'

interface Talk {
  host: string
  port: number
  /** Its reason is thrown when it is aborted. */
  signal: AbortSignal
  words: Buffer
  understand(answer: Buffer): Answer
  /** Whether what came until it closed the connection, or made no sense, is no reason to give up: it may be tried otherwise. */
  forgives?(answer: Buffer): boolean
}

/** No answer before TLS is longer. */
const most = 4096

/**
 * Connects, says these words, and hands the connection over once TLS can begin; undefined where `forgives` has it so. Throws what
 * the network said, or ERR_BEFORE_TLS.
 */
export function talk({ forgives = () => false, host, port, signal, understand, words }: Talk): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0)
    let isConnected = false
    const socket = connect({ host, port })
    const leave = () => {
      signal.removeEventListener('abort', stop)
      socket.off('connect', say).off('data', hear).off('error', give).off('close', closed)
    }
    const give = (error: Error) => {
      leave()
      // What a connection says that nobody needs any more must not end the process.
      socket.on('error', () => undefined).destroy()
      if (isConnected && !signal.aborted && forgives(answer)) resolve(undefined)
      else reject(error)
    }
    const stop = () => give(signal.reason)
    const closed = () => give(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' }))
    const say = () => {
      isConnected = true
      socket.write(words)
    }
    const hear = (chunk: Buffer) => {
      answer = Buffer.concat([answer, chunk])
      const understood = answer.length > most ? { fault: 'it answers with more than anybody waits for' } : understand(answer)
      if (understood === 'more') return
      if (understood !== 'begin') return give(beforeTlsFault(understood.fault))
      leave()
      socket.pause()
      resolve(socket)
    }
    socket.on('connect', say).on('data', hear).on('error', give).on('close', closed)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
  })
}
