import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeNewFile } from '../files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { ensurePrivateFolder } from '../files/private-folder.adapter.ts'

export interface SecretFiles {
  secretFile: string
  secretAnswerFile: string
}

/**
 * A way for secrets that no log, transcript or list of processes sees: two files that only this identity can read, in a folder of
 * the same kind, for as long as `work` takes. Answers what was written into the second.
 */
export async function withSecretFiles<T>(
  { folder, secret }: { folder: string; secret: string },
  work: (files: SecretFiles) => Promise<T>,
): Promise<{ result: T; secret: string }> {
  const [secretFile, secretAnswerFile] = [join(folder, `${randomUUID()}.in`), join(folder, `${randomUUID()}.out`)]
  try {
    await writeNewFile(secretFile, secret, 0o600)
    // It is there before anybody writes into it: whoever makes a file gives it rights of their own.
    await writeNewFile(secretAnswerFile, '', 0o600)
    const result = await work({ secretFile, secretAnswerFile })
    return { result, secret: await readFile(secretAnswerFile, 'utf8') }
  } catch (error) {
    throw asDiskRefusal(error, folder) ?? error
  } finally {
    for (const file of [secretFile, secretAnswerFile]) await rm(file, { force: true }).catch(() => undefined)
  }
}

/** Takes away what a killed process has left there, and makes sure of the folder. Refuses as the data folder does. */
export async function emptySecretsFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await ensurePrivateFolder(folder)
}
