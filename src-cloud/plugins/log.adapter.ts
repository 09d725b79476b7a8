import { pino } from 'pino'
import type { Log } from './log.port.ts'
import { redactedLines } from './log-lines.ts'

/** One JSON line each on standard output, which is where whatever runs the cloud expects it. */
export function createLog(level: string): Log {
  return redactedLines(pino({ level, timestamp: pino.stdTimeFunctions.isoTime }))
}
