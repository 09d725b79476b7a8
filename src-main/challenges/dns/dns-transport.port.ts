export interface SocketPlace {
  /** IPv4 or IPv6. */
  address: string
  port: number
}

export type Via = 'udp' | 'tcp'

export interface DnsTransport {
  /**
   * Sends a message and answers the first thing that `read` makes of what comes back; what it makes nothing of is
   * passed over. Rejects with an Error whose `code` says why (ECONNREFUSED, ETIMEDOUT, …) after `patience` ms.
   */
  ask<T>(via: Via, place: SocketPlace, message: Uint8Array, patience: number, read: (answer: Buffer) => T | undefined): Promise<T>
}
