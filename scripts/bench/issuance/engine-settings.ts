import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { SessionMemory } from '../../../src-main/acme/session/session-memory.ts'

/** What the engine's process is told at its start, in a file. */
export interface EngineSettings {
  directoryUrl: string
  rootPem: string
  account: { privateKeyPem: string; url: string | undefined }
  /** What a process before this one left behind. */
  remembered?: SessionMemory | undefined
  webRoot: string
  /** Where keys and chains go, as every other client writes them. */
  folder: string
}

export interface Wish {
  names: string[]
  keyType: KeyType
  /** How many at once. */
  atOnce: number
}

export interface Wished {
  /** For all of them. */
  ms: number
  /** User and system, since the process began. */
  cpuMs: number
  /** Resident memory, 10^6 bytes, once what is no longer needed has been given back. */
  residentMb: number
  /** The same before that. */
  residentAtOnceMb: number
}
