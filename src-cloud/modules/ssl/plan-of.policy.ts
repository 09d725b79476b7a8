import type { PlanName } from '@mylzip/shared/domain/plans.ts'

/** Nothing can be bought or granted yet, so every device has what is free. */
export async function planOf(): Promise<PlanName> {
  return 'free'
}
