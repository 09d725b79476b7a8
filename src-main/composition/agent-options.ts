import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { About } from '@mylzip/shared/operations/values.ts'
import type { SocketPlace } from '../challenges/dns/dns-transport.port.ts'
import type { DnsUpdates } from '../challenges/rfc2136/dns-01-rfc2136.adapter.ts'
import type { AskMachine } from '../device/machine.port.ts'
import type { ProxyChoice } from '../system/network/proxy-in-use.ts'
import type { PowerShellChoice } from '../system/powershell/program.policy.ts'
import type { KeyLock } from '../system/secrets/key-lock.port.ts'
import type { ReadersOf } from './consumer-parts.ts'
import type { ChooseStore } from './store-parts.ts'

/** How the agent is started. */
export interface AgentOptions {
  /** The agent's data folder; nobody else may use it at the same time. */
  folder: string
  mode: About['mode']
  version: string
  cloudUrl: string
  directoryUrl: string
  /** Whether a person named that one: then the device's own certificate is ordered there, whatever their order of authorities is. */
  isDirectoryNamed: boolean
  /** PEM of roots to trust beside the system's, for the CA's own connection and for the proof of service. */
  extraRootsPem: string | undefined
  enrolmentToken: string | undefined
  keyType: KeyType | undefined
  /** The customer's own DNS server to prove names in, or undefined: the cloud's. */
  dns: DnsUpdates | undefined
  /** A DNS server to look names up at before the system's own: the practice zone exists there only. */
  resolver?: SocketPlace | undefined
  /** Whether dns-persist-01 may be chosen: its form may still change. */
  dnsPersist?: boolean
  practice: boolean
  /** The proxy that whoever administers the machine has set: then nobody chooses another one here. */
  proxy?: ProxyChoice | undefined
  /** By which PowerShell Windows is asked. Default: its own. */
  powershell?: PowerShellChoice | undefined
  /** What the system calls this machine. Default: as it says itself. */
  machine?: AskMachine
  /** Where certificates go. Default: where this system has them. */
  store?: ChooseStore
  /** For the key that all others are sealed with, beside what this system has: the program with a window has one. */
  keyLock?: KeyLock | undefined
  /** What programs are asked which certificate they use. Default: those that this system has. */
  useReaders?: ReadersOf
  /** One command's, while no program runs here. */
  alone?: boolean
}
