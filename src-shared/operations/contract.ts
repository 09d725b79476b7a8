import type { ContractRouterClient } from '@orpc/contract'
import { adoption } from './adoption.ts'
import { audit } from './audit.ts'
import { authorities } from './authorities.ts'
import { backup } from './backup.ts'
import { certificates } from './certificates.ts'
import { consumers } from './consumers.ts'
import { custody } from './custody.ts'
import { device } from './device.ts'
import { diagnostics } from './diagnostics.ts'
import { doctor } from './doctor.ts'
import { history } from './history.ts'
import { licence } from './licence.ts'
import { policy } from './policy.ts'
import { preflight } from './preflight.ts'
import { proofs } from './proofs.ts'
import { proxy } from './proxy.ts'
import { renewals } from './renewals.ts'
import { state } from './state.ts'
import { targets } from './targets.ts'
import { tokens } from './tokens.ts'
import { usual } from './usual.ts'

/** Everything the agent can be asked. Doors, clients, OpenAPI and test doubles are derived from this value. */
export const contract = {
  state,
  certificates: { ...certificates, ...preflight, ...custody, ...history },
  consumers,
  renewals,
  targets,
  authorities,
  adoption,
  proofs,
  device,
  licence,
  usual,
  proxy,
  policy,
  audit,
  doctor,
  diagnostics,
  backup,
  tokens,
}

export type AgentContract = typeof contract
export type AgentClient = ContractRouterClient<AgentContract>
