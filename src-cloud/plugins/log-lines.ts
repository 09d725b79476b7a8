import { AsyncLocalStorage } from 'node:async_hooks'
import { redact, redactText } from '@mylzip/shared/domain/redaction.policy.ts'
import type { Logger } from 'pino'
import type { Log } from './log.port.ts'

/** The request that is being answered, wherever its work has led: what is logged on the way carries its id. */
const request = new AsyncLocalStorage<string>()

/** Runs what answers the request so that all it logs can be found by the id. */
export function withRequestId(id: string, work: () => void): void {
  request.run(id, work)
}

/** Begins what outlives the request that happens to need it first. */
export function outsideRequests<Begun>(work: () => Begun): Begun {
  return request.exit(work)
}

/** The id of the request that is being answered, if there is one. */
export function requestIdNow(): string | undefined {
  return request.getStore()
}

/** Secrets are taken out here, whatever was handed in, by what they look like and by the names of their fields. */
export function redactedLines(lines: Logger): Log {
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (message: string, facts: object = {}) => {
      const requestId = requestIdNow()
      lines[level](redact({ ...facts, ...(requestId !== undefined && { requestId }) }) as object, redactText(message))
    }
  return { info: line('info'), warn: line('warn'), error: line('error') }
}
