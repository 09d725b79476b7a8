import { z } from 'zod'
import { forMember, refuses } from './call.ts'
import { NewEnrolmentToken } from './enrolment-tokens.ts'
import { PageRequest, pageOf } from './page.ts'
import { TeamSlug } from './teams.ts'

const Moment = z.iso.datetime()

export const TeamDevice = z.object({
  deviceId: z.uuid(),
  /** `k7f3q9bd.acme.myl.zip` */
  name: z.string(),
  label: z.string(),
  /** `blocked`: it was reported as lost. */
  state: z.enum(['enrolled', 'blocked']),
  enrolledAt: Moment,
  /** To the minute. */
  lastSeenAt: Moment.nullable(),
  keySince: Moment,
  /** When a copy of it last asked to be let in: refused, unless taking turns alone tells. */
  copySeenAt: Moment.nullable(),
})
export type TeamDevice = z.infer<typeof TeamDevice>

const ofDevice = z.object({ team: TeamSlug, device: z.uuid() })
const notInTeam = refuses({ DEVICE_NOT_IN_TEAM: 404 })

/** A team's devices, in the hands of those who look after them. */
export const teamDevices = {
  /** By name; those that were released are gone. */
  list: forMember('read-only', 'devices:read')
    .route({ method: 'GET', path: '/teams/{team}/devices' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(TeamDevice)),
  /**
   * Ends the device's access, and takes away what it published, at once. Its commands end, its certificates stay good until they
   * expire. Only the same team can give its name again, by a token for its place (`reenrol`).
   */
  release: forMember('admin', 'team:manage')
    .route({ method: 'DELETE', path: '/teams/{team}/devices/{device}' })
    .input(ofDevice)
    .output(z.object({ deviceId: z.uuid(), name: z.string() }))
    .errors(notInTeam)
    .errors(refuses({ DEVICE_BEING_REVOKED: 409 })),
  /**
   * To another team that the caller is an admin of. A name says which team it belongs to, so the device gets another one, with
   * the same label unless another is named; nobody gets the one before any more. For people only.
   */
  transfer: forMember('admin')
    .route({ method: 'POST', path: '/teams/{team}/devices/{device}/transfer' })
    .input(ofDevice.extend({ to: TeamSlug, label: z.string().max(63).optional() }))
    .output(TeamDevice)
    .errors(notInTeam)
    .errors(refuses({ LABEL_TAKEN: 409, LABEL_CONFUSABLE: 409, LABEL_UNUSABLE: 422, DEVICE_BLOCKED: 409, DEVICE_KEY_TAKEN: 409 })),
  /**
   * A token, good once, by which a machine that was installed anew takes the device's place: its name, id and commands. The key
   * of before is refused from then on. Also for a device that was released, whose name lives again then.
   */
  reenrol: forMember('admin', 'team:manage')
    .route({ method: 'POST', path: '/teams/{team}/devices/{device}/re-enrolment', successStatus: 201 })
    .input(ofDevice.extend({ expiresInDays: z.int().min(1).max(30).default(7) }))
    .output(NewEnrolmentToken)
    .errors(notInTeam)
    .errors(refuses({ DEVICE_BEING_REVOKED: 409 })),
}
