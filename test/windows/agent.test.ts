import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { inWindows } from '#main/composition/store-parts.ts'
import { startAgentInProcess } from '../support/agent-in-process.ts'
import { noPowerShell, type PowerShellUnderTest, powershellForTest } from '../support/powershell.ts'
import { practiceForTests } from '../support/practice-stack.ts'

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
    await expect.poll(async () => (await second.services.renewals.get(runId)).status, { timeout: 20_000 }).toBe('succeeded')
    const keys = await readdir(join(under.home, '.dotnet/corefx/cryptography/x509stores/my'))
    expect(keys.length).toBe(2)
  })
})
