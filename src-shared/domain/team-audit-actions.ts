/**
 * Everything a team's log can say, with its sentence in one place. `{name}` is filled from the entry's facts and personal
 * fields. An action never changes its meaning: logs are kept for years.
 */
export const teamAuditSentences = {
  'team.created': 'The team {slug} was made.',
  'member.joined': '{email} joined the team as {role}.',
} as const satisfies Record<string, string>

export type TeamAuditAction = keyof typeof teamAuditSentences
export const teamAuditActions = Object.keys(teamAuditSentences) as [TeamAuditAction, ...TeamAuditAction[]]
