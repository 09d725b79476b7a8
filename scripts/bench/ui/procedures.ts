import { setTimeout as pause } from 'node:timers/promises'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'

/** What clicks ask of the agent, by the name of the operation. */
const asked = {
  'certificates.list': (agent: AgentClient) => agent.certificates.list(),
  'consumers.list': (agent: AgentClient) => agent.consumers.list({}),
  'targets.list': (agent: AgentClient) => agent.targets.list({}),
  'targets.kinds': (agent: AgentClient) => agent.targets.kinds(),
  'authorities.list': (agent: AgentClient) => agent.authorities.list(),
  'audit.list': (agent: AgentClient) => agent.audit.list({}),
  'policy.get': (agent: AgentClient) => agent.policy.get(),
  'state.get': (agent: AgentClient) => agent.state.get(),
}

/** Asks all of them in turn, so that a busy moment hits all; answers how long each answer took, in ms. */
export async function timeProcedures(agent: AgentClient, times: number): Promise<Map<string, number[]>> {
  const took = new Map<string, number[]>(Object.keys(asked).map((name) => [name, []]))
  for (let round = -3; round < times; round += 1) {
    for (const [name, ask] of Object.entries(asked)) {
      const begun = performance.now()
      await ask(agent)
      // The first rounds warm it up, as the dashboard that was just opened has done.
      if (round >= 0) took.get(name)?.push(performance.now() - begun)
    }
  }
  return took
}

/** What follows a run's end (its proof, what is told to the cloud, the page drawn anew) is over by then: nobody presses sooner. */
const atRest = 700

/** "Renew now", which answers as soon as the run is recorded; each ends before the next is asked for. */
export async function timeRenewNow(agent: AgentClient, times: number): Promise<number[]> {
  const [certificate] = await agent.certificates.list()
  if (certificate === undefined) throw new Error('the agent has no certificate')
  const took: number[] = []
  for (let round = 0; round < times; round += 1) {
    const begun = performance.now()
    const { runId } = await agent.renewals.renewNow({ certificateId: certificate.id })
    took.push(performance.now() - begun)
    while ((await agent.renewals.get({ runId })).status === 'running') await pause(100)
    await pause(atRest)
  }
  return took
}
