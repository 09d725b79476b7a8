import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateRepository } from '#main/certificates/certificate.repository.ts'
import { createDeviceCertificate } from '#main/certificates/device-certificate.ts'
import { runRepository } from '#main/certificates/run.repository.ts'
import { createRunReader } from '#main/certificates/run-reader.ts'
import { targetRepository } from '#main/certificates/target.repository.ts'
import { type AgentFoundations, openFoundations } from '../../support/agent-foundations.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let base: AgentFoundations
beforeEach(async () => {
  folder = await temporaryFolder()
  base = await openFoundations(folder.path, { now: () => 5 })
})
afterEach(async () => {
  await base.close()
  await folder.remove()
})

describe('the certificate of a device that got another name', () => {
  const ensure = (name: string) => {
    const ids = [`of ${name}`]
    const certificate = createDeviceCertificate({ ...base, newId: () => ids.shift() ?? '', defaultKeyType: 'p-256' })
    return certificate({ name, directories: ['https://ca.test/directory'], keyType: undefined })
  }

  it('is retired together with its run, which nobody would end any more', async () => {
    const runs = runRepository(base.db)
    const former = await ensure('before.myl.test')
    await runs.add({ id: 'left', certificate_id: former, number: 1, reason: 'first', status: 'running', started_at: 1 })
    await runs.saveStep({ run_id: 'left', step: 'order', status: 'running', started_at: 1, ended_at: null })
    const now = await ensure('after.myl.test')
    expect((await certificateRepository(base.db).list()).map(({ id }) => id)).toEqual([now])
    expect(await runs.runningFor(former)).toBeUndefined()
    const { failure, status, steps } = await createRunReader(base.db, { of: () => undefined }).get('left')
    expect({ code: failure?.code, status }).toEqual({ code: 'RUN_GIVEN_UP', status: 'failed' })
    expect(steps.map((step) => step.status)).not.toContain('running')
    expect(base.recorded.map(({ action }) => action)).toEqual(['device-renamed', 'run-failed'])
  })

  it('is retired with a word about it, said once, and the one of today’s name is found again', async () => {
    await ensure('before.myl.test')
    const now = await ensure('after.myl.test')
    expect(await ensure('after.myl.test')).toBe(now)
    expect(base.recorded.map(({ sentence }) => sentence)).toEqual([
      'This device is after.myl.test now, and not before.myl.test any more: the certificate for before.myl.test stays where it is, and is not renewed.',
    ])
  })

  it('hands its programs on: they present the certificate of today’s name from then on', async () => {
    const former = await ensure('before.myl.test')
    const nothing = { sealed_password: null, found_thumbprint: null, found_at: null, given_thumbprint: null }
    const settings = JSON.stringify({ kind: 'rdp' })
    await targetRepository(base.db).add({
      id: '1',
      certificate_id: former,
      kind: 'rdp',
      settings,
      label: 'Remote Desktop',
      ...nothing,
      rolled_back_from: 3,
      created_at: 1,
    })
    const now = await ensure('after.myl.test')
    expect(await targetRepository(base.db).ofCertificate(former)).toEqual([])
    // What somebody had it go back from was a version of the former one.
    expect(await targetRepository(base.db).ofCertificate(now)).toMatchObject([{ id: '1', rolled_back_from: null }])
  })
})
