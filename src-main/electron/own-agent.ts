import type { AgentServices } from '../doors/agent-services.port.ts'

/** Whether a run of the agent's own is going on. One that does not say so may be at work. */
export async function hasRun({ state }: Pick<AgentServices, 'state'>): Promise<boolean> {
  try {
    return (await state.get()).runs.some(({ status }) => status === 'running')
  } catch {
    return true
  }
}
