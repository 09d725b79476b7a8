import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { saying } from '@mylzip/shared/domain/saying.ts'
import { systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { meansDamaged } from '../../system/database/database-file.policy.ts'
import type { Check } from '../check.port.ts'
import type { DatabaseHealth } from '../machine/database-health.repository.ts'
import { fact, failed, titled, trouble, well } from '../verdict.policy.ts'

/** Whether the database is sound, and survives a power cut. */
export function checkDatabase(file: string, health: () => Promise<DatabaseHealth>): Check {
  return {
    id: 'database',
    kind: 'database',
    group: 'data',
    ...titled('check.database'),
    patience: 30 * second,
    async look() {
      try {
        const { findings, journalMode, synchronous, bytes } = await health()
        const evidence = [
          fact(saying('seen.file'), file),
          fact('quick_check', findings.join('; ')),
          fact('journal_mode', journalMode),
          fact('synchronous', synchronous),
          fact(saying('seen.size'), `${Math.ceil(bytes / 1024)} KiB`),
        ]
        if (findings.some((finding) => finding !== 'ok'))
          return failed(trouble('DATABASE_UNSOUND', { file, reason: reasonIn(findings) }), evidence)
        if (journalMode !== 'wal' || synchronous < 2) return failed(trouble('DATABASE_NOT_DURABLE'), evidence)
        return well(saying('found.database'), evidence)
      } catch (error) {
        if (isRefusal(error) || !meansDamaged(error)) throw error
        return failed(trouble('DATABASE_UNSOUND', { file, reason: systemErrorCode(error) || unsaid }), [fact(saying('seen.file'), file)])
      }
    },
  }
}

const unsaid = 'SQLite does not say why'

/** SQLite puts a heading above what it finds, in the same text. */
function reasonIn(findings: readonly string[]): string {
  const lines = findings.flatMap((finding) => finding.split('\n')).map((line) => line.trim())
  return lines.find((line) => line !== '' && line !== 'ok' && !line.startsWith('***')) ?? unsaid
}
