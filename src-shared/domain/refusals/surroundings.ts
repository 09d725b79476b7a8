/** What stands in the way on this machine or its network, whoever is to be reached. */
export const surroundingsRefusals = {
  PROXY_UNREACHABLE: {
    sentence: 'The proxy {proxy}, which this machine is to use, cannot be reached ({reason}).',
    next: 'Check the proxy’s address (HTTPS_PROXY, or the system’s setting), or ask whoever runs {proxy}.',
  },
  PROXY_SIGN_IN_NEEDED: {
    sentence: 'The proxy {proxy} wants a user name and a password, and does not know this machine’s.',
    next: 'Put the right ones into the proxy’s setting, or ask whoever runs {proxy} to let this program through.',
  },
  PROXY_REFUSED: {
    sentence: 'The proxy {proxy} does not let this machine through to {host} ({reason}).',
    next: 'Ask whoever runs {proxy} to let {host} through.',
  },
  PROXY_NO_WAY: {
    sentence: 'The proxy {proxy} found no way to {host} ({reason}). We try again.',
    next: 'Ask whoever runs {proxy} whether it reaches {host}, if this lasts.',
  },
  PROXY_SETTING_INVALID: {
    sentence: 'The proxy setting {proxy} is not one this program can use: it needs an http or https address.',
    next: 'Correct HTTPS_PROXY and HTTP_PROXY, or remove them where no proxy is needed.',
  },
  CLOCK_DIFFERS: {
    sentence:
      'This machine’s clock is {minutes} minutes {direction} the one of {directory}, so certificates seem to be not valid. We try again.',
    next: 'Set this machine’s clock and time zone, and let it follow a time server.',
  },
} as const
