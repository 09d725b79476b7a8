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
  'enrolment-token.created': 'An enrolment token {shown}… for {maxUses} devices was made; it ends on {expiresAt}.',
  'enrolment-token.withdrawn': 'The enrolment token {shown}… was withdrawn.',
  're-enrolment-token.created': 'A token {shown}… was made, by which another machine takes the place of the device {deviceId}.',
  'device.enrolled': 'The device {deviceId} joined as {name}, by an enrolment token.',
  'device.approved': 'The device {deviceId} was let in as {name}.',
  'device.replaced': 'Another machine took the place of the device {deviceId}, {name}: the key of before is accepted no more.',
  'device.released': 'The device {deviceId}, {name}, was released.',
  'device.transferred-away': 'The device {deviceId}, {name}, went to the team {team}.',
  'device.transferred-here': 'The device {deviceId} came from the team {team}, and is {name} now.',
  'device.key-changed': 'The device {deviceId} has another key.',
  'device.moved': 'The device {deviceId} was moved to another machine.',
  'device.copy-refused': 'A copy of the device {deviceId} asked to be let in, and was refused.',
  'device.copy-seen':
    'Two machines take turns as the device {deviceId}. Which of them is the copy is for a person to say; both are let in.',
  'api-token.created': 'An API token {shown}… with the role {role} was made for {scopes}.',
  'api-token.withdrawn': 'The API token {shown}… was withdrawn.',
  'acme-account.opened': 'An account of the team’s own was opened at the authority {directory}.',
  'acme-account.ended': 'The team’s account at the authority {directory} was ended, and its key destroyed.',
  'acme-account.ordered': 'The device {deviceId} ordered a certificate for {domain} with the team’s account at {directory}.',
  'acme-account.revoked': 'The device {deviceId} had its certificate {serial} revoked with the team’s account at {directory}.',
  'policy.changed': 'Version {version} of the devices’ policy is in force.',
  'policy.cleared': 'The devices’ policy was cleared by version {version}: each device chooses for itself.',
  'licence.granted': 'The plan {plan} was granted for {devices} devices until {endsAt}.',
  'licence.trial-begun': 'The trial of the plan {plan} was begun; it ends on {endsAt}.',
  'licence.withdrawn': 'The plan {plan} was withdrawn.',
  'licence.usage-warned': 'Of the {limit} {what} that the plan {plan} has, {used} are used: {percent} % is reached.',
} as const satisfies Record<string, string>

export type TeamAuditAction = keyof typeof teamAuditSentences
export const teamAuditActions = Object.keys(teamAuditSentences) as [TeamAuditAction, ...TeamAuditAction[]]
