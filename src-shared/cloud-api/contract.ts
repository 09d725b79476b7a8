import type { ContractRouterClient } from '@orpc/contract'
import { auth } from './auth.ts'
import { devices } from './devices.ts'
import { dns } from './dns.ts'

/** Everything the cloud can be asked over HTTP, under /api. The server, the agent's client and OpenAPI derive from it. */
export const cloudContract = { auth, devices, dns }

export type CloudContract = typeof cloudContract
export type CloudClient = ContractRouterClient<CloudContract>
