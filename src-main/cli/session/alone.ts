import { randomBytes } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type OpenedAlone, openAgentAlone } from '../../agent.ts'
import { readTsigKey } from '../../challenges/rfc2136/tsig-key.policy.ts'
import { commandLineCaller } from '../../doors/access.policy.ts'
import { connectInProcess } from '../../doors/in-process.ts'
import { createRouter } from '../../doors/router.ts'
import type { ReachedAgent } from './reached-agent.ts'

export interface AloneNeeds {
  folder: string
  version: string
  /** As `mylzip renew`. */
  command: string
  /** Whether the command may have to prove names. */
  provesNames: boolean
  env: NodeJS.ProcessEnv
}

/** The agent in this process, under its data lock. Loads all of it, so it is imported only when no program runs. */
export async function openAlone({ folder, version, command, provesNames, env }: AloneNeeds): Promise<ReachedAgent> {
  const dnsKey: OpenedAlone['dnsKey'] = ({ host, port, zone, keyName, algorithm }) => {
    const text = env.MYLZIP_DNS_KEY
    if (text) return { host, port, zone: zone ?? undefined, key: readTsigKey(text, { keyName, algorithm }, 'MYLZIP_DNS_KEY') }
    if (provesNames) throw new Refusal('DNS_KEY_NEEDED', { server: host, key: keyName })
    return undefined
  }
  const agent = await openAgentAlone({ folder, version, command, dnsKey })
  const router = createRouter(agent.services, agent.log, randomBytes, agent.sayRestored)
  return {
    client: connectInProcess(router, commandLineCaller()),
    alone: true,
    folder,
    openPage: agent.openPage,
    tellCloud: agent.tellCloud,
    close: agent.stop,
  }
}
