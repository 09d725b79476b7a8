import { z } from 'zod'
import { teamAuditActions } from '../domain/team-audit-actions.ts'
import { teamRoles } from '../domain/team-roles.policy.ts'
import { forMember, forPerson } from './call.ts'
import { PageRequest, pageOf } from './page.ts'

export const TeamRole = z.enum(teamRoles)

/** A team in a path is its slug. */
export const TeamSlug = z.string().min(1).max(63)

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

export const teams = {
  list: forPerson.route({ method: 'GET', path: '/teams' }).output(z.object({ teams: z.array(TeamOfMine) })),
  /** The newest first. */
  audit: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/audit' })
    .input(PageRequest.extend({ team: TeamSlug }))
    .output(pageOf(TeamAuditEntry)),
  /** Reckons the whole chain again. `brokenAt` is the first entry that does not fit. */
  verifyAudit: forMember('admin', 'team:read')
    .route({ method: 'GET', path: '/teams/{team}/audit/verification' })
    .input(z.object({ team: TeamSlug }))
    .output(z.object({ entries: z.int(), brokenAt: z.int().nullable(), deletedFields: z.int() })),
}
