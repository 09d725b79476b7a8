import { z } from 'zod'
import { isPrintable, looksLikeLink } from '../domain/plain-names.policy.ts'
import { teamAuditActions } from '../domain/team-audit-actions.ts'
import { teamRoles } from '../domain/team-roles.policy.ts'
import { forMember, forPerson, refuses } from './call.ts'
import { NewInvitation, TeamInvitation, TeamMember } from './members.ts'
import { PageRequest, pageOf } from './page.ts'

export const TeamRole = z.enum(teamRoles)

/** A team in a path is its slug. */
export const TeamSlug = z
  .string()
  .min(1)
  .max(63)
  .regex(/^\P{Cc}*$/u)

export const TeamOfMine = z.object({ slug: TeamSlug, name: z.string(), role: TeamRole })

export const TeamAuditEntry = z.object({
  seq: z.int().positive(),
  at: z.iso.datetime(),
  action: z.enum(teamAuditActions),
  actor: z.object({ kind: z.enum(['person', 'device', 'api-token', 'operator', 'cloud']), id: z.uuid().nullable() }),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Null where it was deleted: the entry's hash covers what stood there all the same. */
  personal: z.record(z.string(), z.string().nullable()),
  hash: z.string(),
})

export type TeamAuditEntry = z.infer<typeof TeamAuditEntry>

const memberRefusals = refuses({ MEMBER_NOT_FOUND: 404, OWNER_NEEDED: 403, LAST_OWNER: 409 })

const TeamName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine(isPrintable, 'only characters that can be seen')
  .refine((text) => !looksLikeLink(text), 'a name, not an address: it stands in mails')

export const teams = {
  list: forPerson.route({ method: 'GET', path: '/teams' }).output(z.object({ teams: z.array(TeamOfMine) })),
  /** The caller owns it. */
  create: forPerson
    .route({ method: 'POST', path: '/teams', successStatus: 201 })
    .input(z.object({ slug: TeamSlug, name: TeamName }))
    .output(TeamOfMine)
    .errors(refuses({ LABEL_UNUSABLE: 422, LABEL_TAKEN: 409, LABEL_CONFUSABLE: 409, TOO_MANY_TRIES: 429 })),
  /** Who joined first comes first. */
  members: forMember('read-only', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/members' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(TeamMember)),
  setRole: forMember('admin', 'team:manage')
    .route({ method: 'PUT', path: '/teams/{team}/members/{person}' })
    .input(z.object({ team: TeamSlug, person: z.uuid(), role: TeamRole }))
    .errors(memberRefusals),
  removeMember: forMember('admin', 'team:manage')
    .route({ method: 'DELETE', path: '/teams/{team}/members/{person}' })
    .input(z.object({ team: TeamSlug, person: z.uuid() }))
    .errors(memberRefusals),
  invitations: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/invitations' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(TeamInvitation)),
  /** By mail. An earlier invitation to the same address is over. */
  invite: forMember('admin', 'team:manage')
    .route({ method: 'POST', path: '/teams/{team}/invitations', successStatus: 201 })
    .input(NewInvitation.extend({ team: TeamSlug }))
    .output(z.object({ id: z.uuid() }))
    .errors(refuses({ MEMBER_ALREADY: 409, OWNER_NEEDED: 403, TOO_MANY_TRIES: 429 })),
  withdrawInvitation: forMember('admin', 'team:manage')
    .route({ method: 'DELETE', path: '/teams/{team}/invitations/{invitation}' })
    .input(z.object({ team: TeamSlug, invitation: z.uuid() }))
    .errors(refuses({ INVITATION_NOT_FOUND: 404, OWNER_NEEDED: 403 })),
  /** The newest first. */
  audit: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/audit' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(TeamAuditEntry)),
  /** Reckons the whole chain again. `brokenAt` is the first entry that does not fit. */
  /**
   * Checks the log's chain, from its beginning or from `cursor`; `next` leads on where it is too long for one call. `entries` is
   * how many hold up to there; `deletedFields` counts those of this part.
   */
  verifyAudit: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/audit/verification' })
    .input(z.object({ team: TeamSlug, cursor: PageRequest.shape.cursor }))
    .output(z.object({ entries: z.int(), brokenAt: z.int().nullable(), deletedFields: z.int(), next: z.string().nullable() })),
}
