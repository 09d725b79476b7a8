import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askDns } from '../../support/dns-question.ts'
import { practiceForTests } from '../../support/practice-stack.ts'
import { type RunningAgent, startRunningAgent } from '../../support/running-agent.ts'

describe('a device of the practice stack that has its first certificate', () => {
  const practice = practiceForTests()
  let agent: RunningAgent
  beforeAll(async () => {
    agent = await startRunningAgent(practice.stack, join(practice.folder, 'permitted'), '--key-type', 'p-256')
  })
  afterAll(() => agent?.stop())

  it('has a name whose CAA record permits its own account at the authority, and no other', async () => {
    const { account } = (await agent.client.authorities.list())[0] ?? {}
    const name = (await agent.client.state.get()).device?.name ?? ''
    const { packet } = await askDns(practice.stack.dnsPort, name, 'CAA')
    const url = account?.url ?? 'no account'
    expect(packet.answers).toMatchObject([{ type: 'CAA', data: { tag: 'issue', value: `practice.myl.test; accounturi=${url}` } }])
  })
})
