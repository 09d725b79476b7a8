/** What cannot be done with a private key, because of where it is. */
export const keysRefusals = {
  KEY_DESTROYED: {
    sentence:
      'The private key of version {version} is not kept here any more: it was made not to be exported, so only the installed copy is left.',
    next: 'Renew the certificate with an exportable key, if a copy is needed elsewhere.',
  },
  KEY_ELSEWHERE: {
    sentence: 'The private key of version {version} was never here: its certificate request was made elsewhere.',
    next: 'Go on where the certificate request was made; the key is there.',
  },
} as const
