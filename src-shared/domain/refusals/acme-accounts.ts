/** Of accounts at authorities that a whole team has, and of devices that order with them. */
export const acmeAccountRefusals = {
  TEAM_ACCOUNT_MISSING: {
    sentence: 'The team has no account at the authority {directory} that its devices could order with.',
    next: 'Let an administrator of the team open one, or go on with this device’s own: “mylzip authorities account {directory} --own”.',
  },
  TEAM_ACCOUNT_THERE: {
    sentence: 'The team has an account at the authority {directory} already.',
    next: 'Use it, or end it before another one is opened.',
  },
  TEAM_ACCOUNT_NOT_FOUND: {
    sentence: 'The team has no account {accountId}, or it has ended.',
    next: 'Look at the team’s accounts.',
  },
  AUTHORITY_NOT_ASKED_HERE: {
    sentence: 'The cloud does not talk to the authority {directory}.',
    next: 'Choose a known authority, or let whoever runs the cloud name this one (ACME_DIRECTORIES).',
  },
  AUTHORITY_SILENT_TO_CLOUD: {
    sentence: 'The authority {directory} did not answer the cloud, which asks it in the name of the team’s account: {reason}.',
    next: 'Try again later; a device does so by itself.',
  },
  AUTHORITY_SAID_NO_TO_CLOUD: {
    sentence: 'The authority {directory} did not do what the cloud asked of it for the team’s account: {reason}.',
    next: 'Read the reason; often it is the contact, or an account has to be made with the authority beforehand.',
  },
  ACME_ADDRESS_NOT_YOURS: {
    sentence: 'The address {url} belongs to no order that this device placed with the team’s account.',
    next: 'Nothing need be kept of it: the next try makes a new order.',
  },
  CNAME_NOT_TO_THIS_DEVICE: {
    sentence: 'The team’s account orders {name} only for the device that its CNAME leads to. {record} does not lead to {target}.',
    next: 'Set that CNAME, or order with this device’s own account.',
  },
  CERTIFICATE_NOT_YOURS: {
    sentence: 'The certificate was not ordered by this device with the team’s account.',
    next: 'Use the account it was ordered with, or the certificate’s own key.',
  },
  KEY_OF_ANOTHER_DEVICE: {
    sentence: 'The key of this certificate request was used by another device before.',
    next: 'Let this device make a key of its own: each has one that never leaves it.',
  },
} as const
