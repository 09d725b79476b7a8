import { join } from 'node:path'
import { day } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mergeNewer } from '#main/backup/restore/merge.repository.ts'
import { ledgerRepository } from '#main/limits/ledger.repository.ts'
import type { LedgerEntry } from '#main/limits/quota.policy.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const now = Date.UTC(2026, 10, 26, 12)
const directory = 'https://acme-v02.api.letsencrypt.org/directory'
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder.remove())

test('a restore keeps what was ordered since, and that renewals in their window count against no limit', async () => {
  const entry = (at: number, exempt: boolean): LedgerEntry => ({
    kind: 'certificate',
    at,
    nameSet: 'a.example.com',
    domains: ['example.com'],
    name: undefined,
    exempt,
  })
  const [both, counted, exempt] = [entry(now - 2 * day, true), entry(now - day, false), entry(now, true)] as const
  const backup = await openDatabase({ file: join(folder.path, 'backup.db'), now })
  const inUse = await openDatabase({ file: join(folder.path, 'in-use.db'), now })
  try {
    await ledgerRepository(backup.db).add(directory, both)
    for (const each of [both, counted, exempt]) await ledgerRepository(inUse.db).add(directory, each)
    await inUse.close()
    await mergeNewer(backup.db, join(folder.path, 'in-use.db'))
    expect(await ledgerRepository(backup.db).since(directory, 0)).toEqual([both, counted, exempt])
  } finally {
    await backup.close()
  }
})
