import type { AgentServices } from '../doors/agent-services.port.ts'
import type { Standing } from './attach/standing.policy.ts'

/** Whether a run of the agent's own is going on. One that does not say so may be at work. */
export async function hasRun({ state }: { state: Pick<AgentServices['state'], 'get'> }): Promise<boolean> {
  try {
    return (await state.get()).runs.some(({ status }) => status === 'running')
  } catch {
    return true
  }
}

/** What a person's own agent has to say of the service: there is none, or theirs was there before. It stays so until the next start. */
export function standingOfOwn(standing: 'no-service' | 'own') {
  return {
    followStanding: (tell: (standing: Standing) => void) => tell(standing),
    lookAgain: () => undefined,
  }
}
