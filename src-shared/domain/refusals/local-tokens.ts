/** What programs are refused that ask the agent by a token, and whoever makes tokens for them. */
export const localTokenRefusals = {
  LOCAL_TOKEN_NEEDED: {
    sentence: 'Programs are answered here by a token alone, and this request had none.',
    next: 'Send the header “Authorization: Bearer” with a token that was made on this machine.',
  },
  LOCAL_TOKEN_UNKNOWN: {
    sentence: 'This token is not known here. It may be another machine’s, or have ended long ago.',
    next: 'Send the token as it was shown, or have another one made on this machine.',
  },
  LOCAL_TOKEN_EXPIRED: {
    sentence: 'The token of “{label}” ended on {endedAt}.',
    next: 'Have another one made, and give it to the program in its place.',
  },
  LOCAL_TOKEN_REVOKED: {
    sentence: 'The token of “{label}” was revoked on {endedAt}.',
    next: 'Have another one made, if the program is still to be let in.',
  },
  LOCAL_TOKEN_IN_ADDRESS: {
    sentence: 'A token stood in the address, where logs and histories keep it. Nothing was answered.',
    next: 'Revoke that token, have another one made, and send it in the header “Authorization: Bearer”.',
  },
  LOCAL_API_FOR_PROGRAMS: {
    sentence:
      'Only programs of this machine are answered at {address}. This request came from a page in a browser, or named another place.',
    next: 'Ask there from a program, by this address and without an Origin header.',
  },
  LOCAL_API_PORT_TAKEN: {
    sentence: 'Another program uses port {port}, so programs with a token are not answered there.',
    next: 'Choose another port for programs with a token, or end the program that listens there.',
  },
  LOCAL_API_CLOSED: {
    sentence: 'Port {port} could not be opened, so no program with a token is answered.',
    next: 'Look into the log for what was in the way, or choose another port for programs with a token.',
  },
  LOCAL_TOKEN_NOT_FOUND: {
    sentence: 'There is no token “{token}” here.',
    next: 'List the tokens and take one of their ids or labels.',
  },
  LOCAL_TOKEN_LABEL_TAKEN: {
    sentence: 'There is a token of “{label}” already, and the log could not tell the two apart.',
    next: 'Choose another label, or revoke that token first.',
  },
  LOCAL_TOKEN_END_INVALID: {
    sentence: 'A token needs an end within the next 365 days, said once.',
    next: 'Say in how many days it ends, or on which day.',
  },
  LOCAL_TOKENS_TOO_MANY: {
    sentence: 'There are {most} tokens already, which is as many as there can be.',
    next: 'Revoke those that no program uses any more.',
  },
} as const
