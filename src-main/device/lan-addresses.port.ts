import type { Device } from '@mylzip/shared/operations/values.ts'

/** What screens see of it, as the contract has it. */
export type LanAddressesView = Device['lanAddresses']
export type NameResolution = NonNullable<LanAddressesView['resolution']>

/** What must survive a restart. */
export interface LanAddressesRecord {
  /** The person's consent. */
  publish: boolean
  /** What the cloud last confirmed. */
  published: string[]
  /** Set before the cloud is asked and cleared after: as long as it is set, nobody knows which addresses are published. */
  unsure: boolean
}

export interface LanAddressesStorage {
  load(): Promise<LanAddressesRecord | undefined>
  save(record: LanAddressesRecord): Promise<void>
}

/** Addresses of this machine, as node:os lists them; `name` is the interface's. */
export interface InterfaceAddress {
  name: string
  address: string
  family: 'IPv4' | 'IPv6'
  internal: boolean
}

export interface Network {
  addresses(): InterfaceAddress[]
  /** Asks the system's own resolver (getaddrinfo), as every program of this machine would. Empty when it knows nothing. */
  resolve(name: string): Promise<string[]>
}

export interface LanAddresses {
  view(): Promise<LanAddressesView>
  /**
   * Records the consent, then acts on it. When the cloud cannot be reached it refuses (CLOUD_UNREACHABLE, CLOUD_REFUSED)
   * and `follow` goes on trying until it is done.
   */
  setConsent(publish: boolean): Promise<LanAddressesView>
  /** Publishes or withdraws what changed, and looks where the name leads. Cheap when nothing changed; never refuses. */
  follow(): Promise<void>
}
