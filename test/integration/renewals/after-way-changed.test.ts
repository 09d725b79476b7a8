import { join } from 'node:path'
import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { hour } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { standingRepository } from '#main/limits/standing.repository.ts'
import { tryWhatFailedOnTheWay } from '#main/renewals/after-way-changed.ts'
import { type AgentDatabase, openDatabase } from '#main/system/database/database.adapter.ts'
import { type TemporaryFolder, temporaryFolder } from '../../support/temporary-folder.ts'

const now = 1_760_000_000_000
const directoryUrl = 'https://ca.example/dir'
let folder: TemporaryFolder
let database: AgentDatabase

beforeEach(async () => {
  folder = await temporaryFolder()
  database = await openDatabase({ file: join(folder.path, 'agent.db'), now })
})
afterEach(async () => {
  await database.close()
  await folder.remove()
})

/** A certificate whose last run failed so, and waits for an hour; and the authority, which waits as well. */
async function failedWith(code: RefusalCode): Promise<void> {
  const { db } = database
  await certificateRepository(db).add({ id: 'one', names: '["one.test"]', directory_url: directoryUrl, key_type: 'p-256', created_at: now })
  await certificateRepository(db).recordFailure('one', 3, now + hour)
  const ended = { status: 'failed', started_at: now, ended_at: now, failure_code: code, failure_data: '{}' } as const
  await runRepository(db).add({ id: 'run', certificate_id: 'one', number: 1, reason: 'age', ...ended })
  await standingRepository(db).save({ directoryUrl, failures: 3, retryAt: now + hour, at: now, code, data: {} })
}

const waitsUntil = async () => [
  (await certificateRepository(database.db).find('one'))?.next_attempt_at,
  ...(await standingRepository(database.db).of([directoryUrl])).map(({ retryAt }) => retryAt),
]

it('a renewal that failed on the way is tried again as soon as there is another way', async () => {
  await failedWith('PROXY_UNREACHABLE')
  await tryWhatFailedOnTheWay({ db: database.db, clock: { now: () => now + 1 } })
  expect(await waitsUntil()).toEqual([now + 1])
})

it('one that the authority put off waits all the same: another way is no other limit', async () => {
  await failedWith('ACME_RATE_LIMITED')
  await tryWhatFailedOnTheWay({ db: database.db, clock: { now: () => now + 1 } })
  expect(await waitsUntil()).toEqual([now + hour, now + hour])
})
