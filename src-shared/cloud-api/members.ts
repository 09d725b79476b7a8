import { z } from 'zod'
import { teamRoles } from '../domain/team-roles.policy.ts'

const Role = z.enum(teamRoles)

export const TeamMember = z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: Role, joinedAt: z.iso.datetime() })
export type TeamMember = z.infer<typeof TeamMember>

/** Goes once it is accepted, withdrawn or over. */
export const TeamInvitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  invitedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type TeamInvitation = z.infer<typeof TeamInvitation>

export const NewInvitation = z.object({ email: z.email().max(200), role: Role })
