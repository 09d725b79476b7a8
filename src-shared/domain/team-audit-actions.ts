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
  'certificate.order-asked': 'The device {deviceId} was told to get a certificate for {domain}.',
  'certificate.renewal-asked': 'The device {deviceId} was told to renew {certificate}.',
  'certificate.revocation-asked': 'The device {deviceId} was told to have {certificate} revoked: {reason}.',
  'device.lost': 'The device {deviceId} was reported as lost: its key is accepted no more, and its certificates are to be revoked.',
  'operation.succeeded': 'The command {operationId} to {kind} was carried out.',
  'operation.failed': 'The command {operationId} to {kind} failed: {code}.',
  'operation.expired': 'The command {operationId} to {kind} expired: nobody carried it out in time.',
  'alert.raised': 'The device {deviceId} is missed ({matter}).',
  'alert.ended': 'The device {deviceId} is missed no more ({matter}).',
  'api-token.created': 'An API token {shown}… with the role {role} was made for {scopes}.',
  'api-token.withdrawn': 'The API token {shown}… was withdrawn.',
  'acme-account.opened': 'An account of the team’s own was opened at the authority {directory}.',
  'acme-account.ended': 'The team’s account at the authority {directory} was ended, and its key destroyed.',
  'acme-account.ordered': 'The device {deviceId} ordered a certificate for {domain} with the team’s account at {directory}.',
  'acme-account.revoked': 'The device {deviceId} had its certificate {serial} revoked with the team’s account at {directory}.',
  'licence.granted': 'The plan {plan} was granted for {devices} devices until {endsAt}.',
  'licence.trial-begun': 'The trial of the plan {plan} was begun; it ends on {endsAt}.',
  'licence.withdrawn': 'The plan {plan} was withdrawn.',
  'licence.usage-warned': 'Of the {limit} {what} that the plan {plan} has, {used} are used: {percent} % is reached.',
} as const satisfies Record<string, string>

export type TeamAuditAction = keyof typeof teamAuditSentences
export const teamAuditActions = Object.keys(teamAuditSentences) as [TeamAuditAction, ...TeamAuditAction[]]
