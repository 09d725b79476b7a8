import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'

interface Change {
  /** Of whoever makes the change. */
  by: TeamRole
  from: TeamRole | undefined
  /** Undefined: the person leaves the team. */
  to: TeamRole | undefined
}

/** Admins look after a team; who owns it is for its owners. OWNER_NEEDED, or undefined when it may be done. */
export function memberChangeRefusal({ by, from, to }: Change): Refusal | undefined {
  const aboutOwners = from === 'owner' || to === 'owner'
  return aboutOwners && by !== 'owner' ? new Refusal('OWNER_NEEDED') : undefined
}
