import { type Access, accessLevels } from '@mylzip/shared/operations/operation.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAgentDouble } from '../../support/agent-services.ts'
import { routerOf } from '../../support/doors.ts'
import { callWell, operations, outcome } from '../../support/operations.ts'
import { type ProgramDoorBench, programDoorFor } from '../../support/program-door.ts'

/** What each token may do, or the code it is turned away with whatever it asks. Written down here a second time on purpose. */
const callers: Record<string, Access | string> = {
  'a token to look': 'read',
  'a token to operate': 'operate',
  'no token': 'LOCAL_TOKEN_NEEDED',
  'a token of another machine': 'LOCAL_TOKEN_UNKNOWN',
  'a token that has ended': 'LOCAL_TOKEN_EXPIRED',
  'a token that was revoked': 'LOCAL_TOKEN_REVOKED',
}

const agent = createAgentDouble()
const secrets = new Map<string, string | undefined>()
let bench: ProgramDoorBench
let other: ProgramDoorBench

beforeAll(async () => {
  const router = routerOf(agent)
  bench = await programDoorFor(router)
  other = await programDoorFor(router)
  const ended = await bench.token({ days: 1 })
  await bench.time.pass(86_400_000)
  const revoked = await bench.token({ level: 'operate' })
  await bench.tokens.revoke(revoked.token.id)
  secrets.set('a token to look', (await bench.token()).secret)
  secrets.set('a token to operate', (await bench.token({ level: 'operate' })).secret)
  secrets.set('a token of another machine', (await other.token({ level: 'operate' })).secret)
  secrets.set('a token that has ended', ended.secret)
  secrets.set('a token that was revoked', revoked.secret)
})
afterAll(async () => {
  await bench?.close()
  await other?.close()
})

const levels: readonly string[] = accessLevels
const expectedOutcome = (grant: string, needed: Access) => {
  if (!levels.includes(grant)) return grant
  return levels.indexOf(grant) >= levels.indexOf(needed) ? 'answered' : 'CALLER_NOT_ALLOWED'
}

describe.each(Object.entries(callers))('%s (%s)', (caller, grant) => {
  test.each(operations)('asks $name, which needs $access', async (operation) => {
    const { name, access } = operation
    agent.calls.length = 0
    bench.recorded.length = 0
    const expected = expectedOutcome(grant, access)
    const told = await outcome(callWell(bench.client(secrets.get(caller)), operation))
    // Whoever guesses is slowed down after ten tries, and learns no more by that.
    expect(told === 'RATE_LIMITED' && grant === 'LOCAL_TOKEN_UNKNOWN' ? grant : told).toBe(expected)
    expect(agent.calls).toEqual(expected === 'answered' ? [name] : [])
    // What changes something stands in the log, and nothing else does.
    const noted = bench.recorded.filter(({ action }) => action === 'token-used').map(({ detail }) => detail.operation)
    const changes = expected === 'answered' && !operation.looks
    expect(noted).toEqual(changes ? [name] : [])
  })
})
