import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { isDiskFull, systemErrorCode } from '@mylzip/shared/domain/system-errors.policy.ts'
import { app, dialog } from 'electron'

/** Writes a text where the person says; false where they say nowhere. Refuses with OUTPUT_UNWRITABLE or DISK_FULL. */
export async function saveText(name: string, text: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog({ title: 'MyL.Zip SSL', defaultPath: join(app.getPath('downloads'), name) })
  if (canceled || !filePath) return false
  await writeFile(filePath, text).catch((cause: unknown) => {
    if (isDiskFull(cause)) throw new Refusal('DISK_FULL', { folder: dirname(filePath) }, { cause })
    throw new Refusal('OUTPUT_UNWRITABLE', { file: filePath, reason: systemErrorCode(cause) ?? String(cause) }, { cause })
  })
  return true
}
