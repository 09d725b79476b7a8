import pino from 'pino'
import type { Log } from '../plugins/log.port.ts'
import { redactedLines } from '../plugins/log-lines.ts'

/** Warnings and worse as JSON lines on stderr; the launcher keeps them in a file. */
export function createStderrLog(level = 'warn'): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }))
  return redactedLines(logger)
}
