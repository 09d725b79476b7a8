import { cpSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { openDatabase } from '#main/system/database/database.adapter.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const id = '00000000-0000-4000-8000-000000000001'
/** Larger than a page, so that it lies in several places. */
const secret = Buffer.from('the sealed copy of a key, byte by byte. '.repeat(200))

async function isThere(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => readFileSync(join(folder, name)).includes(secret.subarray(0, 40)))
}

test('a key that was destroyed just before a crash is nowhere in the files after the next start', async () => {
  const [before, after] = [await temporaryFolder(), await temporaryFolder()]
  const { db, close } = await openDatabase({ file: join(before.path, 'agent.db'), now: 0 })
  const made = { directory_url: 'https://ca.test/', key_type: 'p-256' } as const
  await certificateRepository(db).add({ id, names: '["a.test"]', created_at: 0, ...made })
  await versionRepository(db).add({ certificate_id: id, number: 1, sealed_key: secret, ...made })
  await versionRepository(db).destroyKey(id, 1)
  // As a power cut leaves it: committed, and the log beside it not yet written back.
  cpSync(before.path, after.path, { recursive: true })
  await close()
  expect(await isThere(after.path)).toBe(true)
  const again = await openDatabase({ file: join(after.path, 'agent.db'), now: 0 })
  expect(await versionRepository(again.db).find(id, 1)).toMatchObject({ sealed_key: null, key_custody: 'destroyed' })
  expect(await isThere(after.path)).toBe(false)
  await again.close()
  await Promise.all([before.remove(), after.remove()])
})
