/** What the cloud refuses, or cannot be asked. */
export const cloudRefusals = {
  CLOUD_UNREACHABLE: {
    sentence: 'The MyL.Zip cloud at {cloud} does not answer ({reason}). Existing certificates go on working.',
    next: 'Check that this machine reaches {cloud}; a filter that blocks .zip names is the usual cause.',
  },
  CLOUD_REFUSED: {
    sentence: 'The MyL.Zip cloud did not accept this: {reason}.',
    next: 'Read the reason; your administrator sees the same in the team’s log.',
  },
  RATE_LIMITED: {
    sentence: 'Too many requests. Try again in {retryAfterSeconds} seconds.',
    next: 'Wait until the time is over.',
  },
  SERVICE_BUSY: {
    sentence: 'More is asked of this service at the moment than it can answer. Nothing was done.',
    next: 'Try again in a minute.',
  },
  SERVICE_INTERRUPTED: {
    sentence: 'This service was interrupted while it answered. What was asked may have been done, or not.',
    next: 'Look whether it was done, and otherwise try again in a minute.',
  },
  NOT_ENROLLED: {
    sentence: 'This device is not enrolled yet. Start the program with an enrolment token.',
    next: 'Start once with an enrolment token.',
  },
  ENROLMENT_TOKEN_INVALID: {
    sentence: 'The enrolment token is not known, or was withdrawn. Ask your administrator for a new one.',
    next: 'Ask your administrator for a new enrolment token.',
  },
  ENROLMENT_TOKEN_EXPIRED: {
    sentence: 'The enrolment token expired on {expiredAt}. Ask your administrator for a new one.',
    next: 'Ask your administrator for a new enrolment token.',
  },
  ENROLMENT_TOKEN_USED_UP: {
    sentence: 'The enrolment token has been used as often as it may be. Ask your administrator for a new one.',
    next: 'Ask your administrator for a new enrolment token, or for one with more uses.',
  },
  DEVICE_UNKNOWN: {
    sentence: 'The cloud does not know this device, or has released it. Enrol it again.',
    next: 'Enrol the device again with an enrolment token.',
  },
  RUN_GIVEN_UP: {
    sentence: 'The certificate for {name} is not wanted any more, because this device is called {renamed} now.',
    next: 'Nothing needs to be done: the certificate for {renamed} takes its place.',
  },
  ASSERTION_INVALID: {
    sentence: 'The device could not prove who it is: {reason}.',
    next: 'Check this machine’s clock; if it is right, enrol the device again.',
  },
  ACCESS_TOKEN_INVALID: {
    sentence: 'The access token is missing, expired, or meant for something else.',
    next: 'Sign in again to get a new one.',
  },
  NAME_NOT_YOURS: {
    sentence: 'The name {name} does not belong to this device.',
    next: 'Order for this device’s own name, or prove the name in its own DNS.',
  },
  ACCOUNTS_FULL: {
    sentence: 'This device has accounts at {most} certificate authorities already, and no further one is taken.',
    next: 'Take authorities out of the order of your certificates that you do not use.',
  },
  ZONE_NOT_SHOWN: {
    sentence: 'The DNS server {server} of the zone {zone} could not be told of the change, or does not show it: {reason}.',
    next: 'Look at the log of {server}, and at its key and its permission for updates of {zone}.',
  },
  ADDRESS_NOT_LOCAL: {
    sentence: 'The address {address} is not one of a local network, so it is not published.',
    next: 'Publish addresses of private networks only (RFC 1918, RFC 4193).',
  },
  AUDIT_HEAD_CONFLICT: {
    sentence: 'The cloud holds another state of this device’s audit log at entry {seq}.',
    next: 'Check the audit log; if this machine is a copy of another, enrol it as a device of its own.',
  },
} as const
