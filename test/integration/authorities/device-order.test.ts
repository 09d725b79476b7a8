import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '#main/agent.ts'
import type { AgentOptions } from '#main/composition/agent-options.ts'
import { startAgentInProcess } from '../../support/agent-in-process.ts'
import { controlPlane } from '../../support/control-plane.ts'
import { askDns } from '../../support/dns-question.ts'
import { freePorts } from '../../support/free-port.ts'
import { practiceForTests } from '../../support/practice-stack.ts'

const practice = practiceForTests()

describe('the device’s own certificate', () => {
  let agent: Agent | undefined
  afterEach(() => agent?.stop())

  async function start(changes: Partial<AgentOptions>, folder = 'device'): Promise<Agent> {
    await agent?.stop()
    agent = await startAgentInProcess(practice.stack, join(practice.folder, folder), changes)
    return agent
  }
  const mainJob = async ({ mainJob, services }: Agent) => {
    const failure = await mainJob({ asked: true, keepGoing: false }).then(
      () => undefined,
      (error: { code: string }) => error.code,
    )
    const [own] = await services.certificates.list()
    return { failure, directory: own?.directory }
  }

  it('is ordered at the person’s authorities in their order, unless one was named when the program was started', async () => {
    const [port] = await freePorts(1)
    const nowhere = `https://127.0.0.1:${port}/somewhere-else`
    const unnamed = await start({ directoryUrl: nowhere, isDirectoryNamed: false })
    await unnamed.services.authorities.setOrder([{ directory: practice.stack.directoryUrl }])
    expect(await mainJob(unnamed)).toEqual({ failure: undefined, directory: practice.stack.directoryUrl })
    // Named, it is asked, and the order says nothing.
    expect(await mainJob(await start({ directoryUrl: nowhere }))).toEqual({ failure: 'ACME_UNREACHABLE', directory: nowhere })
    // The order holds again, and so does what was issued by it.
    expect(await mainJob(await start({ directoryUrl: nowhere, isDirectoryNamed: false }))).toEqual({
      failure: undefined,
      directory: practice.stack.directoryUrl,
    })
  })

  it('is ordered with the team’s account where that was chosen, and with the device’s own again', async () => {
    const { directoryUrl: directory, dnsPort } = practice.stack
    const device = await start({}, 'office')
    expect(await mainJob(device)).toEqual({ failure: undefined, directory })
    const { authorities, certificates } = device.services
    await expect(authorities.chooseAccount(directory, 'team')).rejects.toMatchObject({ code: 'TEAM_ACCOUNT_MISSING' })
    const opened = await controlPlane(practice.stack).acmeAccounts.open({ team: 'practice', directory, termsAgreed: true })
    const [own] = await certificates.list()
    const name = own?.names[0] ?? ''
    const permitted = async () =>
      ((await askDns(dnsPort, name, 'CAA')).packet.answers ?? []).flatMap((record) => (record.type === 'CAA' ? [record.data.value] : []))

    expect(await authorities.chooseAccount(directory, 'team')).toMatchObject({ uses: 'team', account: { status: 'valid' } })
    expect(await renewed(device, own?.id ?? '')).toBe('succeeded')
    expect(await permitted()).toEqual([expect.stringContaining(`accounturi=${opened.url}`)])
    const { account } = await authorities.chooseAccount(directory, 'own')
    expect(await renewed(device, own?.id ?? '')).toBe('succeeded')
    expect(await permitted()).toEqual([expect.stringContaining(`accounturi=${account.url}`)])
    expect(account.url).not.toBe(opened.url)
  })

  async function renewed({ services }: Agent, certificateId: string): Promise<string> {
    const { runId } = await services.renewals.renewNow(certificateId)
    for (let tries = 0; tries < 200; tries++) {
      const { status } = await services.renewals.get(runId)
      if (status !== 'running') return status
      await pause(50)
    }
    return 'running'
  }
})
