import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Agent } from '#main/agent.ts'
import type { AgentOptions } from '#main/composition/agent-options.ts'
import { startAgentInProcess } from '../../support/agent-in-process.ts'
import { freePorts } from '../../support/free-port.ts'
import { practiceForTests } from '../../support/practice-stack.ts'

const practice = practiceForTests()

describe('the device’s own certificate', () => {
  let agent: Agent | undefined
  afterEach(() => agent?.stop())

  async function start(changes: Partial<AgentOptions>): Promise<Agent> {
    await agent?.stop()
    agent = await startAgentInProcess(practice.stack, join(practice.folder, 'device'), changes)
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
})
