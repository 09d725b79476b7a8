import { stat } from 'node:fs/promises'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** A backup never takes another's place. Refuses with CLOUD_BACKUP_EXISTS. */
export async function refuseExisting(file: string): Promise<void> {
  const there = await stat(file).then(
    () => true,
    () => false,
  )
  if (there) throw new Refusal('CLOUD_BACKUP_EXISTS', { file })
}

/** For what opening it rejects with: refuses with CLOUD_BACKUP_UNREADABLE. */
export function refuseUnreadable(file: string): (cause: NodeJS.ErrnoException) => never {
  return (cause) => {
    const reason = cause.code === 'ENOENT' ? 'there is no such file' : (cause.code ?? 'unknown')
    throw new Refusal('CLOUD_BACKUP_UNREADABLE', { file, reason }, { cause })
  }
}
