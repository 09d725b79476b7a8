/** What those who command devices are refused, and devices that are commanded. */
export const sslRefusals = {
  DEVICE_NOT_FOUND: {
    sentence: 'There is no device {deviceId} in a team of yours.',
    next: 'Look up the device’s id in your team; a released device has none any more.',
  },
  OPERATION_NOT_FOUND: {
    sentence: 'There is no operation {operationId} in a team of yours.',
    next: 'Look at the operations of the device; they are kept for a year.',
  },
  OPERATIONS_TOO_MANY: {
    sentence: 'The device has {most} commands to carry out already, and takes no more before one is done.',
    next: 'Wait until the device has been online, or look at its operations.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    sentence: 'The Idempotency-Key was used for another request in the last 24 hours. Nothing was done.',
    next: 'Make a new key for each thing you want done, and repeat a key only with the very same request.',
  },
  BILLING_NOT_CONFIGURED: {
    sentence: 'Nothing can be bought here: this cloud has no payment provider.',
    next: 'Ask whoever runs this cloud for a licence.',
  },
  DEVICE_BLOCKED: {
    sentence: 'This device was reported as lost. Its key is not accepted any more.',
    next: 'If it was found, enrol it anew from an empty data folder, with another enrolment token.',
  },
  COMMAND_UNKNOWN: {
    sentence: 'This version of the program does not know the command {kind}.',
    next: 'Update the program on the device, and give the command again.',
  },
  COMMAND_CERTIFICATE_UNKNOWN: {
    sentence: 'No certificate for {name} is managed on this device.',
    next: 'Look at the device’s certificates, and name one of them.',
  },
  LOST_NAME_NOT_PROVEN: {
    sentence: 'The cloud cannot prove {name} in the DNS, so it cannot revoke its certificate: {reason}.',
    next: 'Revoke it at its authority with the certificate’s own key, or ask the authority with the proof it wants.',
  },
  LOST_REVOCATION_REFUSED: {
    sentence: 'The authority at {directory} did not revoke the certificate {serial}: {reason}.',
    next: 'Read the reason, mend what can be mended, and report the device as lost once more.',
  },
  TOO_MANY_LISTENERS: {
    sentence: 'At this server {most} devices wait for commands already, which is all it takes.',
    next: 'Nothing needs to be done: the device comes back by itself. Whoever runs the cloud adds a server.',
  },
  CERTIFICATES_FULL: {
    sentence: 'The cloud knows {most} certificates of this device that are still good, and takes no more.',
    next: 'It takes them again as others end; revoke the others with their own keys if the device is lost.',
  },
  API_TOKEN_NOT_FOUND: {
    sentence: 'The team has no API token {tokenId}, or it was withdrawn.',
    next: 'Look at the team’s API tokens.',
  },
} as const
