import type { Log } from '#main/system/log/log.port.ts'

/** Keeps what was logged, for tests that look. */
export function createSilentLog(): Log & { lines: { level: string; message: string; facts: object | undefined }[] } {
  const lines: { level: string; message: string; facts: object | undefined }[] = []
  const at = (level: string) => (message: string, facts?: object) => void lines.push({ level, message, facts })
  const log = { lines, info: at('info'), warn: at('warn'), error: at('error'), with: () => log }
  return log
}
