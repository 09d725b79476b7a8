import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Instant } from '@mylzip/shared/domain/time.ts'
import { syncFolder } from '../files/atomic-file.adapter.ts'
import { asDiskRefusal } from '../files/disk-refusal.policy.ts'
import { damagedName, fileSuffixes } from './database-file.policy.ts'

/**
 * Keeps a damaged database with its -wal and -shm, which may hold what can still be saved; answers where. The log
 * goes first: should the power fail in between, the next start finds the database still damaged and goes on.
 */
export async function setDatabaseAside(file: string, now: Instant): Promise<string> {
  let attempt = 0
  while (existsSync(damagedName(file, now, attempt))) attempt += 1
  const kept = damagedName(file, now, attempt)
  try {
    for (const suffix of [...fileSuffixes].reverse()) if (existsSync(file + suffix)) await rename(file + suffix, kept + suffix)
    await syncFolder(dirname(file))
  } catch (error) {
    throw asDiskRefusal(error, dirname(file)) ?? error
  }
  return kept
}
