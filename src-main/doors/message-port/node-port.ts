import type { MessagePort } from 'node:worker_threads'
import type { ServablePort } from './serve-message-port.ts'

/** A port of node:worker_threads, which hands listeners the bare message, in the shape of Electron's. */
export function nodePort(port: MessagePort): ServablePort {
  return {
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      event === 'message' ? port.on('message', (data) => listener({ data })) : port.on('close', () => listener({ data: undefined })),
    postMessage: (message) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
  }
}
