import type { Thumbprint } from '../../stores/store.port.ts'
import type { DeployTarget } from '../target.port.ts'

/** Whose device the page says it is. What it says of the certificate comes from the certificate itself. */
export interface DevicePageFacts {
  name: string
  team: string
  /** A practice CA's certificate: said plainly, because nobody else trusts it. */
  practice: boolean
}

/** The agent's own small HTTPS page: the one consumer every plan has, and the first proof that a certificate works. */
export interface DevicePage extends DeployTarget {
  /**
   * Begins to listen, or changes who may connect: loopback alone, or every interface. The first time on the preferred
   * port, else on the first free one; afterwards always on the same, or PORT_TAKEN, and then things stay as they were.
   * Until a certificate is bound connections are closed unanswered. `port` is to be remembered.
   */
  listen(options: { openToLan: boolean }): Promise<{ port: number }>
  health(): DevicePageHealth
  /** Ends every connection within a second. */
  close(): Promise<void>
}

export interface DevicePageHealth {
  /** `host:port` of every socket that listens. */
  listening: string[]
  openToLan: boolean
  thumbprint: Thumbprint | undefined
}
