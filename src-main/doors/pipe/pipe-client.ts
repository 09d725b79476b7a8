import { Agent } from 'node:http'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { createORPCClient, mapEventIterator } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { isEventIterator } from '../event-iterator.ts'

import { readDoor } from './door-file.adapter.ts'
import { createPipeFetch } from './pipe-fetch.ts'
import { asPipeRefusal } from './silence.ts'

export interface PipeConnection {
  /** Rejects with Refusal: what the agent refuses, or AGENT_NOT_RUNNING when it does not answer. */
  client: AgentClient
  /** Cuts what is under way, event streams included. */
  close(): void
}

/** The agent that works on this data folder. Refuses with AGENT_NOT_RUNNING when no agent has opened its pipe there. */
export async function connectToAgent(folder: string): Promise<PipeConnection> {
  const door = await readDoor(folder)
  if (!door) throw new Refusal('AGENT_NOT_RUNNING', { folder, reason: 'it has opened no pipe' })
  const agent = new Agent({ keepAlive: true })
  const link = new RPCLink({
    // The pipe has no host; the name only completes the address.
    url: 'http://agent/rpc',
    fetch: createPipeFetch(door, agent),
    interceptors: [
      async ({ next }) => {
        try {
          const answer = await next()
          if (!isEventIterator(answer)) return answer
          return mapEventIterator(answer, { value: async (event) => event, error: async (error) => asPipeRefusal(error, folder) })
        } catch (error) {
          throw asPipeRefusal(error, folder)
        }
      },
    ],
  })
  return { client: createORPCClient(link), close: () => agent.destroy() }
}
