/** What programs that use a certificate have to say about a change of it. */
export const consumerRefusals = {
  CERTIFICATE_IN_USE: {
    sentence: 'The certificate of {name} is used by {programs}, which cannot present it any more once it is taken from the store.',
    next: 'Give {programs} another certificate first. Where losing it is meant, say so (--even-if-used).',
  },
  USES_UNREADABLE: {
    sentence: 'Which programs use the certificate could not be found out: {what} could not be looked at. {reason}',
    next: 'Settle that first. Where the certificate is to be taken from the store all the same, say so (--even-if-used).',
  },
  PROGRAM_LEFT_BEHIND: {
    sentence:
      '{program} still uses version {version} of the certificate of {name}, which ends at {notAfter}. Nothing tells it to use another.',
    next: 'Have {program} use the newest version: set up a target for it, or choose the certificate in its own settings.',
  },
  PROGRAM_WITHOUT_CERTIFICATE: {
    sentence: '{program} is set to a certificate that is in the store no more ({thumbprint}): it cannot present it.',
    next: 'Have {program} use a certificate that is there: set up a target for it, or choose one in its own settings.',
  },
} as const
