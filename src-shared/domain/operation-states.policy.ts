/**
 * How far a command came. `queued`: the device has not said yet that it has it; `delivered`: it has written it down and
 * will not forget it; the last three are for good.
 */
export const operationStates = ['queued', 'delivered', 'running', 'succeeded', 'failed', 'expired'] as const
export type OperationState = (typeof operationStates)[number]

export const openStates = ['queued', 'delivered', 'running'] as const satisfies OperationState[]
/** What whoever carries a command out can say of it. */
export const reportedStates = ['delivered', 'running', 'succeeded', 'failed'] as const satisfies OperationState[]
export type ReportedState = (typeof reportedStates)[number]

export function isOpen(state: OperationState): boolean {
  return (openStates as readonly OperationState[]).includes(state)
}

/**
 * Whether what is reported says anything new. States go forward only, because reports are repeated and overtake each
 * other; `running` after `running` brings its progress. One that expired can still be told how it ended: the device was
 * away for long, and what it did counts.
 */
export function isNews(known: OperationState, reported: ReportedState): boolean {
  if (known === 'expired') return reported === 'succeeded' || reported === 'failed'
  if (!isOpen(known)) return false
  if (known === reported) return reported === 'running'
  return operationStates.indexOf(reported) > operationStates.indexOf(known)
}
