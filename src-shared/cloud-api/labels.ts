import { z } from 'zod'
import { refusalCodes } from '../domain/refusals.ts'
import { forDevice, forMember, forPerson, open, refuses } from './call.ts'
import { TeamSlug } from './teams.ts'

/** What would come of a label, asked before it is taken. Nothing is kept for whoever asks. */
export const WishedLabel = z.object({
  /** As it would be: lower case. */
  label: z.string(),
  free: z.boolean(),
  /** Why not. */
  refusal: z.object({ code: z.enum(refusalCodes), sentence: z.string(), next: z.string() }).nullable(),
  /** What would be called so, or would end in it. */
  names: z.array(z.string()),
  /** What everybody can read from then on. */
  becomesPublic: z.string(),
})
export type WishedLabel = z.infer<typeof WishedLabel>

/** A device’s names, the first one first, and the zones in which it may have one. */
export const NamesOfDevice = z.object({ names: z.array(z.string()).min(1), zones: z.array(z.string()) })
export type NamesOfDevice = z.infer<typeof NamesOfDevice>

export const labels = {
  /** For a team that somebody is about to make. */
  team: forPerson
    .route({ method: 'GET', path: '/labels/teams/{label}' })
    .input(z.object({ label: TeamSlug }))
    .output(WishedLabel),
  /** For a device of the team. */
  device: forMember('read-only', 'devices:read')
    .route({ method: 'GET', path: '/teams/{team}/labels/{label}' })
    .input(z.object({ team: TeamSlug, label: TeamSlug }))
    .output(WishedLabel),
  /** For a device that is about to enrol with this token, in any of the zones the cloud has. */
  enrolment: open
    .route({ method: 'POST', path: '/devices/labels' })
    .input(z.object({ token: z.string().min(1).max(128), label: TeamSlug, zone: z.string().max(253).optional() }))
    .output(WishedLabel.extend({ zones: z.array(z.string()) }))
    .errors(refuses({ ENROLMENT_TOKEN_INVALID: 403, ENROLMENT_TOKEN_EXPIRED: 403, ENROLMENT_TOKEN_USED_UP: 403, ZONE_UNKNOWN: 422 })),
  names: forDevice.route({ method: 'GET', path: '/devices/self/names' }).output(NamesOfDevice),
  /** Gives the device its label and team in a further zone too, for those whose networks reach no name of the first. Again changes nothing. */
  addName: forDevice
    .route({ method: 'PUT', path: '/devices/self/names/{zone}' })
    .input(z.object({ zone: z.string().max(253) }))
    .output(NamesOfDevice)
    .errors(refuses({ ZONE_UNKNOWN: 422, LABEL_TAKEN: 409, ZONE_NOT_SHOWN: 503 })),
}
