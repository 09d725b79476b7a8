import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Agent } from '#main/agent.ts'
import { inWindows } from '#main/composition/store-parts.ts'
import { systemClock } from '#main/system/clock.adapter.ts'
import { startAgentInProcess } from '../support/agent-in-process.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'
import { practiceForTests } from '../support/practice-stack.ts'
import { createTestAuthority } from '../support/test-authority.ts'

describe.skipIf(noPowerShell)(`an agent whose certificates go to the Windows store${noPowerShell ? ` (${noPowerShell})` : ''}`, () => {
  const practice = practiceForTests()
  let under: PowerShellUnderTest
  beforeAll(async () => {
    under = await powershellForTest()
  })
  afterAll(() => under.remove())
  const start = () =>
    startAgentInProcess(practice.stack, practice.folder, {
      store: (place) => inWindows({ ...place, powershell: under.powershell }, 'CurrentUser'),
    })

  test('orders one, serves it, finds it again at the next start, renews it and keeps the one before', async () => {
    const first = await start()
    await first.mainJob({ asked: true, keepGoing: false })
    const [issued] = await first.services.certificates.list()
    expect(issued).toMatchObject({ health: 'protected' })
    await first.stop()

    const second = await start()
    onTestFinished(second.stop)
    await second.mainJob({ asked: true, keepGoing: false })
    const { findings } = await second.services.doctor.report({ names: [] })
    const statuses = findings.filter(({ id }) => /^(store|served|certificate)/.test(id)).map(({ status }) => status)
    expect(statuses).toEqual(['ok', 'ok', 'ok'])
    const { runId } = await second.services.renewals.renewNow(issued?.id ?? '')
    await expect.poll(async () => (await second.services.renewals.get(runId)).status, { timeout: 60_000 }).toBe('succeeded')
    const keys = await readdir(join(under.home, '.dotnet/corefx/cryptography/x509stores/my'))
    expect(keys.length).toBe(2)
  }, 180_000)

  test('keeps a key that is not to be exported in the store alone, and a copy for its own page, and works on with both', async () => {
    const first = await start()
    await first.mainJob({ asked: true, keepGoing: false })
    const { certificates } = first.services
    const { files, names } = await broughtCertificate()
    const { certificateId: id } = await certificates.importBundle({ files })
    await certificates.configure({ certificateId: id, exportable: false })
    const [device] = await certificates.list()
    await certificates.configure({ certificateId: device?.id ?? '', exportable: false })
    const configured = certificates.configure({ certificateId: device?.id ?? '', keyUse: 'tpm' })
    await expect(configured).rejects.toMatchObject({ code: 'TPM_IMPOSSIBLE' })
    const custody = async (agent: Agent) =>
      (await agent.services.certificates.list()).map(({ current, kind }) => [kind, current?.keyCustody])
    const apart = [
      ['device', 'sealed'],
      ['adopted', 'destroyed'],
    ]
    expect(await custody(first)).toEqual(apart)
    const said = (await first.services.audit.list({ limit: 10 })).entries.filter(({ action }) => action === 'key-copy-kept')
    expect(said).toMatchObject([{ detail: { code: 'KEY_COPY_KEPT' }, sentence: expect.stringContaining('Device page') }])
    await expect(certificates.export({ certificateId: device?.id ?? '', format: 'pem' })).rejects.toMatchObject({
      code: 'KEY_NOT_EXPORTABLE',
    })
    await expect(certificates.export({ certificateId: id, format: 'pem' })).rejects.toMatchObject({ code: 'KEY_DESTROYED' })
    await first.stop()

    const second = await start()
    onTestFinished(second.stop)
    await second.mainJob({ asked: true, keepGoing: false })
    expect((await second.services.certificates.list()).map(({ health }) => health)).toEqual(['protected', 'protected'])
    const { findings } = await second.services.doctor.report({ names: [] })
    expect(findings.filter(({ id: check }) => /^(store|served)/.test(check)).map(({ status }) => status)).toEqual(['ok', 'ok'])
    const { runId } = await second.services.renewals.renewNow(device?.id ?? '')
    await expect.poll(async () => (await second.services.renewals.get(runId)).status, { timeout: 60_000 }).toBe('succeeded')
    expect(await custody(second)).toEqual(apart)
    const store = inWindows({ folder: join(practice.folder, 'agent'), clock: systemClock, powershell: under.powershell }, 'CurrentUser')
    for (const name of [device?.names[0] ?? '', names[0] ?? ''])
      await expect(store.load(name, (await store.current(name)) ?? '')).rejects.toMatchObject({ code: 'KEY_NOT_EXPORTABLE' })
  }, 180_000)

  async function broughtCertificate() {
    const names = ['intranet.example']
    const { certificatePem, chainPem, privateKeyPem } = await (await createTestAuthority()).issue({ names, key: 'rsa' })
    return { names, files: [Buffer.from([privateKeyPem, certificatePem, ...chainPem].join('')).toString('base64')] }
  }
})
