/** What a person may do in a team, the least first; each may also what the ones before it may. */
export const teamRoles = ['read-only', 'member', 'admin', 'owner'] as const
export type TeamRole = (typeof teamRoles)[number]

export function roleAllows(role: TeamRole, needed: TeamRole): boolean {
  return teamRoles.indexOf(role) >= teamRoles.indexOf(needed)
}

export function lesserRole(one: TeamRole, other: TeamRole): TeamRole {
  return roleAllows(one, other) ? other : one
}
