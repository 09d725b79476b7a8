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
