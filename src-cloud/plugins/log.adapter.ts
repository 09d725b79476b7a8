import { pino } from 'pino'
import type { Log } from './log.port.ts'

/** One JSON line each on standard output, which is where whatever runs the cloud expects it. */
export function createLog(level: string): Log {
  const lines = pino({ level })
  return {
    info: (message, facts = {}) => lines.info(facts, message),
    warn: (message, facts = {}) => lines.warn(facts, message),
    error: (message, facts = {}) => lines.error(facts, message),
  }
}
