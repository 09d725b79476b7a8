import { randomUUID } from 'node:crypto'
import { createLivePasses } from '#main/tokens/live-passes.ts'
import { createTokens } from '#main/tokens/tokens.service.ts'
import type { AgentFoundations } from './agent-foundations.ts'
import { random } from './doors.ts'
import { createFakeTime } from './fake-time.ts'
import { createSilentLog } from './silent-log.ts'

/** The real tokens, at a time that a test lets pass. `mayMake` is what the plan says. */
export function tokensOf(base: AgentFoundations, time = createFakeTime(), mayMake = async () => {}) {
  const passes = createLivePasses(time)
  return { passes, ...createTokens({ ...base, ...time, log: createSilentLog(), random, newId: randomUUID, mayMake, passes }) }
}
