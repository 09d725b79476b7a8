import { whenParentEnds } from '../bootstrap/parent.mjs'

export interface StopRequest {
  signal: NodeJS.Signals
}

/**
 * Resolves at the first wish to end: Ctrl-C, SIGTERM, a closed terminal, or a parent that has died. Further ones change
 * nothing: one Ctrl-C reaches this process several times, by the terminal and through npm.
 */
export function stopRequest(): Promise<StopRequest> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve({ signal }))
    whenParentEnds(() => resolve({ signal: 'SIGHUP' }))
  })
}
