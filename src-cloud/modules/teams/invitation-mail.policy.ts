import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import { roleWords } from './role-words.policy.ts'

export function invitationMail({ team, role, link }: { team: string; role: TeamRole; link: string }): { subject: string; text: string } {
  return {
    subject: `Invitation to the team ${team}`,
    text: `You are invited to the team “${team}” at MyL.Zip SSL as ${roleWords[role]}. Open this link to accept:

${link}

It is good for seven days, and only for this address. If you know nothing of the team, do nothing.

-- 
MyL.Zip SSL
`,
  }
}
