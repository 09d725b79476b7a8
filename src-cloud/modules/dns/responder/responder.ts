export interface Nameserver {
  /** e.g. `ns1.myl.test`. */
  name: string
  /** Answered as A and AAAA when the name lies in the zone. */
  addresses: readonly string[]
}

export interface DnsResponder {
  /** UDP and TCP on the same port; 0 takes a free one. Refuses with PORT_TAKEN. */
  listen(at: { host: string; port: number }): Promise<{ port: number }>
  close(): Promise<void>
}
