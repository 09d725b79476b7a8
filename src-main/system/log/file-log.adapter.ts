import { join } from 'node:path'
import { redact, redactText } from '@mylzip/shared/domain/redaction.policy.ts'
import { pino } from 'pino'
import type { Clock } from '../clock.port.ts'
import type { Log } from './log.port.ts'
import { openRotatingFile } from './rotating-file.adapter.ts'

export interface FileLog extends Log {
  /** Writes what is still in memory. */
  close(): Promise<void>
}

export interface FileLogNeeds {
  folder: string
  clock: Clock
  /** Bytes of one file, about; defaults to 2 MiB. */
  fileSize?: number
  /** Files kept beside the current one; defaults to 4. */
  olderFiles?: number
}

/**
 * JSON lines in `agent.log`, older ones in `agent.log.1` and on. A log that cannot be written (a full disk) loses
 * lines and never the work: it says how many when it can write again.
 */
export function createFileLog({ folder, clock, fileSize = 2 * 1024 * 1024, olderFiles = 4 }: FileLogNeeds): FileLog {
  const file = openRotatingFile({ file: join(folder, 'agent.log'), size: fileSize, olderFiles, clock })
  const options = {
    base: null,
    timestamp: () => `,"at":"${new Date(clock.now()).toISOString()}"`,
    formatters: { level: (level: string) => ({ level }) },
  }
  const logger = pino(options, file)

  function logWith(always: object): Log {
    const line = (level: 'info' | 'warn' | 'error') => (message: string, facts?: object) =>
      logger[level](redact({ ...always, ...(facts instanceof Error ? { error: facts } : facts) }) as object, redactText(message))
    return { info: line('info'), warn: line('warn'), error: line('error'), with: (facts) => logWith({ ...always, ...facts }) }
  }
  return { ...logWith({}), close: () => file.close() }
}
