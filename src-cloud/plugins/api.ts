import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { implement } from '@orpc/server'
import type { AuthService } from '../modules/auth/auth.service.ts'
import type { CallContext } from './call-context.ts'

/**
 * The contract, ready to be implemented, behind one guard that reads from each call's declaration whom it is for.
 * Whoever is not named there is refused before the input is even looked at.
 */
export function createApi(auth: AuthService) {
  return implement(cloudContract)
    .$context<CallContext>()
    .use(async ({ context, next, procedure }) => {
      const { audience } = procedure['~orpc'].meta
      if (audience === 'nobody') return next()
      if (audience !== 'device') throw new Refusal('ACCESS_TOKEN_INVALID')
      const device = await auth.authenticate(context.authorization)
      await context.countFor(device)
      return next({ context: { device } })
    })
}

export type Api = ReturnType<typeof createApi>
