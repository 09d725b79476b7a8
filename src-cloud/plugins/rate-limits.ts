/** Requests a minute. */
export interface RateLimits {
  /** From one IPv4 address or one IPv6 /64. An office of 200 workstations is one address. */
  perAddress: number
  perDevice: number
}
