import type { Target } from '@mylzip/shared/operations/targets.ts'

/** How a target stands with the certificate in use, in the order in which they need somebody. */
export const targetStates = ['failed', 'forbidden', 'waiting', 'given', 'back', 'seen'] as const
export type TargetState = (typeof targetStates)[number]

export function stateOf({ allowed, consumer, rolledBackFrom }: Pick<Target, 'allowed' | 'consumer' | 'rolledBackFrom'>): TargetState {
  if (!allowed) return 'forbidden'
  if (rolledBackFrom !== null) return 'back'
  if (consumer?.failure) return 'failed'
  if (consumer?.verifiedAt) return 'seen'
  return consumer?.boundAt ? 'given' : 'waiting'
}
