import { z } from 'zod'
import { AcmeDirectory } from '../domain/acme-directory.ts'
import { forDevice, forMember, refuses } from './call.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

const Moment = z.iso.datetime()

export const OrderSlot = z.object({
  /** Whether the order may be placed now. */
  granted: z.boolean(),
  /** When; asked again then, the place in the queue is still there. */
  at: Moment,
})

export const quota = {
  /**
   * Before a new order for a name in the zone: whether there is room in the authority's limits, which all devices share, or
   * when there will be. A renewal passes always. The same names again keep their place.
   */
  askSlot: forDevice
    .route({ method: 'POST', path: '/devices/self/order-slots' })
    .input(
      z.object({
        directory: AcmeDirectory,
        names: z.array(z.string().min(1).max(253)).min(1).max(100),
        /** There is a certificate for these names from there already. */
        renewal: z.boolean(),
        /** An account will be made at the authority for it. */
        newAccount: z.boolean(),
      }),
    )
    .output(OrderSlot)
    .errors(refuses({ NAME_NOT_YOURS: 403 })),
  /** What is left of the authorities' limits, and who waits. */
  ofTeam: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/quota' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(
      z.object({
        limits: z.array(
          z.object({
            directory: z.string(),
            domain: z.string(),
            certificates: z.object({ most: z.int(), windowHours: z.number(), used: z.int() }),
            /** Of all teams, and of this one. */
            waiting: z.int(),
            waitingOfTeam: z.int(),
          }),
        ),
        /** The team's devices that wait, the next first. */
        queue: pageOf(
          z.object({ deviceId: z.uuid(), directory: z.string(), names: z.array(z.string()), askedAt: Moment, expectedAt: Moment }),
        ),
      }),
    ),
}
