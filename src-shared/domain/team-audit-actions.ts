/**
 * Everything a team's log can say, with its sentence in one place. `{name}` is filled from the entry's facts and personal
 * fields. An action never changes its meaning: logs are kept for years.
 */
export const teamAuditSentences = {
  'team.created': 'The team {slug} was made.',
  'member.joined': '{email} joined the team as {role}.',
  'member.invited': '{email} was invited as {role}.',
  'invitation.withdrawn': 'The invitation of {email} was withdrawn.',
  'member.role-changed': '{email} is {role} now, and was {before} before.',
  'member.left': '{email} left the team.',
  'member.removed': '{email} was removed from the team.',
  'team.abandoned': 'The last member deleted their account. Tokens and invitations of the team are withdrawn.',
} as const satisfies Record<string, string>

export type TeamAuditAction = keyof typeof teamAuditSentences
export const teamAuditActions = Object.keys(teamAuditSentences) as [TeamAuditAction, ...TeamAuditAction[]]
