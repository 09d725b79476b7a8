import { randomBytes, randomUUID } from 'node:crypto'
import { createTokens } from '../tokens/tokens.service.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'
import type { LicenceParts } from './licence-parts.ts'

/** Tokens for programs of this machine, and what lets them in. */
export function prepareTokens({
  audit,
  clock,
  db,
  log,
  mayMakeTokens: mayMake,
  passes,
}: Foundations & Pick<CloudParts, 'audit' | 'passes'> & Pick<LicenceParts, 'mayMakeTokens'>) {
  const { tokens, gate } = createTokens({ audit, clock, db, log, mayMake, newId: randomUUID, passes, random: randomBytes })
  return { tokens, tokenGate: gate }
}

export type TokenParts = ReturnType<typeof prepareTokens>
