import { z } from 'zod'
import { alertMatters } from '../domain/alert-matters.ts'
import { forMember } from './call.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

export const Alert = z.object({
  id: z.uuid(),
  deviceId: z.uuid(),
  device: z.string(),
  matter: z.enum(alertMatters),
  /** When the device was last heard of, or should have renewed. */
  since: z.iso.datetime(),
  raisedAt: z.iso.datetime(),
})
export type Alert = z.infer<typeof Alert>

export const alerts = {
  /** Devices of the team that are missed now, the newest first. */
  list: forMember('admin', 'devices:read')
    .route({ method: 'GET', path: '/teams/{team}/alerts' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(Alert)),
}
