/** The proxy that this program goes through, as it is set here. What a proxy does is among the surroundings. */
export const proxyRefusals = {
  PROXY_ADDRESS_UNREADABLE: {
    sentence: 'This is no address that a proxy can have.',
    next: 'Write it as whoever runs your network gave it to you, such as http://proxy.example:3128.',
  },
  PROXY_PASSWORD_IN_ADDRESS: {
    sentence: 'A password stands in the address of the proxy {proxy}, where others could read it.',
    next: 'Write the address of {proxy} without it, and give user name and password beside it.',
  },
  PROXY_SET_BY_ORGANISATION: {
    sentence: 'Your organisation has set the proxy for this device ({proxy}).',
    next: 'Leave it as it is, or ask your administrator to change it.',
  },
} as const
