import pino from 'pino'
import type { Log } from '../plugins/log.port.ts'

/** Warnings and worse as JSON lines on stderr; the launcher keeps them in a file. */
export function createStderrLog(level = 'warn'): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }))
  return {
    info: (message, facts = {}) => logger.info(facts, message),
    warn: (message, facts = {}) => logger.warn(facts, message),
    error: (message, facts = {}) => logger.error(facts, message),
  }
}
