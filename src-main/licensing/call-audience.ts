import type { Audience } from '@mylzip/shared/cloud-api/call.ts'
import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { isContractProcedure } from '@orpc/contract'

/** Who may make a call of the cloud's contract, by its path (`['devices', 'enrol']`). What is not declared needs a device. */
export function audienceOf(path: readonly string[]): Audience {
  let place: unknown = cloudContract
  for (const segment of path) place = (place as Record<string, unknown> | undefined)?.[segment]
  return isContractProcedure(place) ? ((place['~orpc'].meta as { audience?: Audience }).audience ?? 'device') : 'device'
}
