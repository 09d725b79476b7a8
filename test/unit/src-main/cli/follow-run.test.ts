import { exitCodeOf } from '@mylzip/shared/domain/exit-codes.policy.ts'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { expect, test } from 'vitest'
import { followRun } from '#main/cli/waiting/follow-run.ts'

const ids = { runId: '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a02', certificateId: '0b7c1f0e-5a0e-4d0e-9a53-6f1d1c1f0a01' }

/** An agent whose pipe breaks: with an error, or by simply ending. */
function breaking(how: 'error' | 'end'): AgentClient {
  async function* events() {
    if (how === 'error') throw new Refusal('AGENT_NOT_RUNNING', { folder: '/data', reason: 'ECONNRESET' })
    yield* []
  }
  return { state: { watch: async () => events() } } as unknown as AgentClient
}
const follow = (how: 'error' | 'end', begin: () => Promise<typeof ids>) =>
  followRun({ client: breaking(how), folder: '/data', begin, progress: () => undefined, signal: new AbortController().signal })

test.each(['error', 'end'] as const)(
  'a program that ends while a command waits has taken the run over, and the command says which (%s)',
  async (how) => {
    const refusal = await follow(how, async () => ids).catch((error: unknown) => error)
    expect(isRefusal(refusal, 'PROGRAM_ENDED_MEANWHILE') && refusal.data).toEqual(ids)
    expect(String(refusal)).toContain('goes on with it at its next start')
    expect(exitCodeOf('PROGRAM_ENDED_MEANWHILE')).toBe(3)
  },
)

test('a program that ends before it has taken anything over has not', async () => {
  const refused = async () => Promise.reject(new Refusal('AGENT_NOT_RUNNING', { folder: '/data', reason: 'ECONNRESET' }))
  await expect(follow('end', refused)).rejects.toMatchObject({ code: 'AGENT_NOT_RUNNING' })
})
