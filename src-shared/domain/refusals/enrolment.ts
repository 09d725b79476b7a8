/** What devices are refused on their way in, and those who let them in. */
export const enrolmentRefusals = {
  ENROLMENT_PENDING: {
    sentence: 'Nobody has approved this device yet.',
    next: 'Open the address that is shown, sign in, and type in the code.',
  },
  POLLED_TOO_SOON: {
    sentence: 'The device asks too often. It has to leave {intervalSeconds} seconds between two questions.',
    next: 'Nothing needs to be done: the device waits longer by itself.',
  },
  ENROLMENT_DENIED: {
    sentence: 'Somebody who was shown this device’s code has refused it.',
    next: 'Begin again, and have the new code approved by an admin of your team.',
  },
  DEVICE_CODE_EXPIRED: {
    sentence: 'Nobody has approved this device in time, and the code is good no more.',
    next: 'Begin again: the device shows a new code.',
  },
  DEVICE_CODE_INVALID: {
    sentence: 'The cloud knows nothing of this device’s code, or another key began with it.',
    next: 'Begin again: the device shows a new code.',
  },
  USER_CODE_UNKNOWN: {
    sentence: 'No device waits with this code. It may be mistyped, used already, or too old.',
    next: 'Compare it with what the device shows; after fifteen minutes the device shows a new one.',
  },
  ENROLMENT_DECIDED: {
    sentence: 'This device’s code was approved or refused already.',
    next: 'Look at the devices of your team.',
  },
  ENROLMENT_TOKEN_NOT_FOUND: {
    sentence: 'The team has no enrolment token {tokenId}, or it was withdrawn.',
    next: 'Look at the team’s enrolment tokens.',
  },
  DEVICE_NOT_IN_TEAM: {
    sentence: 'The team {team} has no device {device}.',
    next: 'Look at the devices of {team}.',
  },
  DEVICE_BEING_REVOKED: {
    sentence: 'The certificates of this lost device are being revoked, which needs its name.',
    next: 'Wait until that operation has ended.',
  },
  DEVICE_LEFT_TEAM: {
    sentence: 'The device left the team before it carried this out.',
    next: 'Nothing can be done: the device takes no commands of the team any more.',
  },
  DEVICE_KEY_TAKEN: {
    sentence: 'Another device of the team has this key already.',
    next: 'Make a new key for each device; a copied data folder has that of its original.',
  },
  ENROLLED_ALREADY: {
    sentence: 'This device is enrolled already, as {name}.',
    next: 'Nothing needs to be done. To join another team, have {name} transferred there, or released.',
  },
  DEVICE_CLONED: {
    sentence: 'This machine is a copy of another one, which is enrolled as {name}; the two are not one device.',
    next: 'Enrol this machine as a device of its own (mylzip enrol). Where the other one is given up, say so here (mylzip enrol --same-device).',
  },
} as const
