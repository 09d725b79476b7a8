import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'

/** Follows a dashboard link as a page does: exchanges its one-time token for a bearer. */
export async function openDashboard(link: string): Promise<AgentClient> {
  const url = new URL(link)
  const token = new URLSearchParams(url.hash.slice(1)).get('token')
  const headers = { origin: url.origin, 'content-type': 'application/json' }
  const response = await fetch(new URL('session', url), { method: 'POST', headers, body: JSON.stringify({ token }) })
  if (!response.ok) throw new Error(`the dashboard's link was refused: ${response.status} ${await response.text()}`)
  const { bearer } = (await response.json()) as { bearer: string }
  return createORPCClient(new RPCLink({ url: new URL('rpc', url), headers: { origin: url.origin, authorization: `Bearer ${bearer}` } }))
}

/** Renews, and waits for the end. Answers how many requests the authority got for it. */
export async function renew(agent: AgentClient): Promise<number> {
  const [certificate] = await agent.certificates.list()
  if (!certificate) throw new Error('there is no certificate to renew')
  const { runId } = await agent.renewals.renewNow({ certificateId: certificate.id })
  const until = performance.now() + 30_000
  while (performance.now() < until) {
    const run = await agent.renewals.get({ runId })
    if (run.status === 'succeeded') return run.acmeRequests
    if (run.status === 'failed') throw new Error(`the renewal failed: ${run.failure?.sentence}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the renewal did not end within 30 s')
}
