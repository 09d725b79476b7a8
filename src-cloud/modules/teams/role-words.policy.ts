import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'

/** As people read it. */
export const roleWords: Record<TeamRole, string> = {
  'read-only': 'read-only member',
  member: 'member',
  admin: 'admin',
  owner: 'owner',
}

export const roleMeans: Record<TeamRole, string> = {
  'read-only': 'sees everything, changes nothing',
  member: 'works with devices and certificates',
  admin: 'looks after members, tokens and the log',
  owner: 'may do everything, and makes owners',
}
