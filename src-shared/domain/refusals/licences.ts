/** What a plan does not have. In this order: the first that applies is the one that is said. */
export const licenceRefusals = {
  LICENCE_REQUIRED: {
    sentence: 'Your plan does not have {feature}; {plan} has.',
    next: 'Begin the trial or take the plan {plan}. What you have goes on working and renewing without it.',
  },
  LICENCE_EXPIRED: {
    sentence: 'Your licence ended on {endedAt}, and with it {feature}.',
    next: 'Renew the licence. Certificates that are managed already go on being renewed meanwhile.',
  },
  LICENCE_UNCONFIRMED: {
    sentence: 'This device cannot tell whether its licence has {feature}: {reason}.',
    next: 'Connect the device to the MyL.Zip cloud once. Certificates that are managed already go on being renewed meanwhile.',
  },
  LICENCE_LIMIT_REACHED: {
    sentence: 'Your licence is for {limit} {what}, and they are used up.',
    next: 'Take a licence for more, or remove what you do not need any more.',
  },
  LICENCE_INVALID: {
    sentence: 'The licence that this device was given cannot be trusted: {reason}.',
    next: 'Check that nothing on the way answers in the cloud’s place; then enrol the device anew.',
  },
  LICENCE_HELD: {
    sentence: 'The team has the plan {plan} already.',
    next: 'Nothing needs to be done: the plan has everything that the trial has.',
  },
  TRIAL_USED: {
    sentence: 'The team’s trial was used: it began on {beganAt}.',
    next: 'Take a plan, or ask whoever runs this cloud for a licence.',
  },
} as const
