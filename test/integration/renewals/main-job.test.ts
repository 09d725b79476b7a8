import { join } from 'node:path'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hour, minute } from '@mylzip/shared/domain/time.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import { createMainJob } from '#main/renewals/main-job.service.ts'
import type { Pause } from '#main/renewals/pause.policy.ts'
import type { RenewalService } from '#main/renewals/renewal.service.ts'
import { type AgentDatabase, openDatabase } from '#main/system/database/database.adapter.ts'
import { createSilentLog } from '../../support/silent-log.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const id = '00000000-0000-4000-8000-000000000001'
const start = Date.UTC(2026, 10, 21, 9)

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let database: AgentDatabase
let now: number
let unproven: string[]
let enrolled: () => Promise<string>
let begun: string[]
let ends: (Refusal | undefined)[]
let pause: Pause | undefined

beforeEach(async () => {
  folder = await temporaryFolder()
  database = await openDatabase({ file: join(folder.path, 'agent.db'), now: start })
  now = start
  unproven = []
  begun = []
  ends = []
  pause = undefined
  enrolled = async () => 'k7f3q9bd.acme.myl.test'
  const { db } = database
  const row = {
    id,
    names: '["k7f3q9bd.acme.myl.test"]',
    directory_url: 'https://ca.example/dir',
    key_type: 'p-256',
    created_at: start,
  } as const
  await certificateRepository(db).add({ ...row, current_version: 1, renewal_at: start + 60 * 24 * hour, renewal_reason: 'age' })
  const made = { directory_url: row.directory_url, key_type: row.key_type, sealed_key: new Uint8Array(1) }
  const issued = { chain_pem: 'PEM', not_before: start - hour, not_after: start + 90 * 24 * hour, issued_at: start, verified_at: start }
  await versionRepository(db).add({ certificate_id: id, number: 1, ...made, ...issued })
  await runRepository(db).add({ id: 'run-1', certificate_id: id, number: 1, reason: 'first', status: 'succeeded', started_at: start })
})
afterEach(async () => {
  await database.close()
  await folder.remove()
})

/** Stands for the service that carries runs out, which has tests of its own: this one ends at once. */
const renewals = {
  start: async (_: string, reason: string) => {
    begun.push(reason)
    return { runId: 'run-1', joined: false, ended: Promise.resolve(ends.shift()) }
  },
} as unknown as RenewalService

const mainJob = () =>
  createMainJob({
    db: database.db,
    clock: { now: () => now },
    random: () => 0,
    log: createSilentLog(),
    enrol: () => enrolled(),
    enrolAnew: async () => {
      begun.push('enrolled anew')
      return enrolled()
    },
    ensureCertificate: async () => id,
    openDevicePage: async () => undefined,
    serveAgain: async () => unproven,
    renewals,
    pause: { now: async () => pause },
  })

describe('the main job, done again from time to time', () => {
  it('orders nothing when the certificate is seen being served', async () => {
    expect(await mainJob().doNow(true)).toEqual({ certificateId: id, runId: undefined })
    expect(begun).toEqual([])
  })

  it('looks again after six hours, and deploys anew what is no longer served', async () => {
    const job = mainJob()
    await job.doNow(false)
    const [again] = job.tasks()
    expect(again?.at).toBe(start + 6 * hour)
    now = start + 6 * hour
    unproven = [id]
    await again?.run()
    expect(begun).toEqual(['retry'])
  })

  it('a cloud that cannot be reached is asked again within minutes, and the failure reaches whoever waits', async () => {
    const job = mainJob()
    enrolled = async () => {
      throw new Refusal('CLOUD_UNREACHABLE', { cloud: 'https://cloud.example', reason: 'no network' })
    }
    await expect(job.doNow(true)).rejects.toMatchObject({ code: 'CLOUD_UNREACHABLE' })
    const [again] = job.tasks()
    expect(again?.at).toBeGreaterThanOrEqual(start + minute)
    expect(again?.at).toBeLessThanOrEqual(start + 2 * minute)
  })

  it('while renewals are paused a start of the program begins none, and what is not served is put right all the same', async () => {
    pause = { since: start, until: start + hour }
    await certificateRepository(database.db).update(id, { renewal_at: start - minute })
    await mainJob().doNow(true)
    await runRepository(database.db).add({ id: 'run-2', certificate_id: id, number: 2, reason: 'age', status: 'failed', started_at: start })
    await mainJob().doNow(true)
    expect(begun).toEqual([])
    unproven = [id]
    await mainJob().doNow(true)
    expect(begun).toHaveLength(1)
  })

  it('a failed try is not repeated before its time by a restart, but is by a person', async () => {
    const { db } = database
    await versionRepository(db).update(id, 1, { verified_at: null })
    await runRepository(db).add({ id: 'run-2', certificate_id: id, number: 1, reason: 'retry', status: 'failed', started_at: start + 1 })
    await certificateRepository(db).recordFailure(id, 3, start + hour)
    await mainJob().doNow(false)
    expect(begun).toEqual([])
    await mainJob().doNow(true)
    expect(begun).toEqual(['retry'])
  })

  it('another authority that a person asks for is not left to the next renewal', async () => {
    await certificateRepository(database.db).update(id, { directory_url: 'https://other.example/dir' })
    await mainJob().doNow(false)
    expect(begun).toEqual([])
    await mainJob().doNow(true)
    expect(begun).toEqual(['retry'])
  })

  it('a run that a killed process left is joined before anything is said of the certificate', async () => {
    const left = { id: 'run-3', certificate_id: id, number: 2, reason: 'asked', status: 'running', started_at: start } as const
    await runRepository(database.db).add(left)
    await mainJob().doNow(false)
    expect(begun).toEqual(['retry'])
  })

  it('a device that the cloud has forgotten enrols anew and tries again, once', async () => {
    await versionRepository(database.db).update(id, 1, { verified_at: null })
    ends = [new Refusal('DEVICE_UNKNOWN'), undefined]
    await mainJob().doNow(true)
    expect(begun).toEqual(['retry', 'enrolled anew', 'retry'])
    begun = []
    ends = [new Refusal('DEVICE_UNKNOWN'), new Refusal('DEVICE_UNKNOWN')]
    await expect(mainJob().doNow(true)).rejects.toMatchObject({ code: 'DEVICE_UNKNOWN' })
  })

  it('the last run is the last written one, also when the clock was set back since', async () => {
    const runs = runRepository(database.db)
    await runs.add({ id: 'run-4', certificate_id: id, number: 1, reason: 'retry', status: 'failed', started_at: start + 24 * hour })
    await runs.add({ id: 'run-5', certificate_id: id, number: 2, reason: 'asked', status: 'succeeded', started_at: start })
    expect((await runs.lastOf(id))?.id).toBe('run-5')
  })
})
