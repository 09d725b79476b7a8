/** What an organisation may not want of its devices, and what it does not let them choose. */
export const policyRefusals = {
  POLICY_STOPS_RENEWALS: {
    sentence: 'This policy would let certificates end ({where}): {reason}.',
    next: 'Change what the reason names; the policy in force is as it was.',
  },
  POLICY_UNUSABLE: {
    sentence: 'This policy contradicts itself ({where}): {reason}.',
    next: 'Change what the reason names; the policy in force is as it was.',
  },
  POLICY_CHANGED: {
    sentence: 'The policy was changed meanwhile: version {version} is in force, and yours was made from version {basedOn}.',
    next: 'Read version {version}, and make your change in it.',
  },
  POLICY_UNTRUSTED: {
    sentence: 'What came as your organisation’s policy was not taken: {reason}.',
    next: 'Nothing needs to be done: the policy that was known before goes on. Is it so for days, look for somebody between this machine and the cloud.',
  },
  SET_BY_ORGANISATION: {
    sentence: 'Your organisation has set {what} for this device ({value}), by version {version} of its policy.',
    next: 'Leave it as it is, or ask your administrator for another policy.',
  },
} as const
