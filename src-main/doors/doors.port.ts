import type { Access } from '@mylzip/shared/operations/operation.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import type { Timers } from '../system/timers.port.ts'
import type { TokenGate } from '../tokens/token-gate.port.ts'
import type { UsersWay } from './pipe/users-way.port.ts'
import type { AgentRouter } from './router.ts'

export interface LoopbackDoorOptions {
  router: AgentRouter
  /** Of 127.0.0.1. Left out, the system chooses a free one. */
  port?: number
  /** The built dashboard: index.html and what it loads. */
  staticFolder: string
  clock: Clock
  random: RandomBytes
  log: Log
}

/** `openLoopbackDoor(options)` of loopback/loopback-door.adapter.ts. Refuses with PORT_TAKEN. */
export interface LoopbackDoor {
  readonly port: number
  /** `http://127.0.0.1:<port>/`. Opens the dashboard's files, but without a link they answer nothing. */
  readonly url: string
  /** An address that opens the dashboard with this right: once, within 60 s. Never to be written to a log. */
  mintLink(access: Access): string
  /** Ends within 1 s, open event streams included. */
  close(): Promise<void>
}

export interface PipeDoorOptions {
  router: AgentRouter
  /** The data folder; its lock must be held, because whatever socket lies there is taken for a dead agent's. */
  folder: string
  /** A service's: lets the people of this machine in, to read and operate. Left out, the door is for the agent's own account. */
  users?: UsersWay | undefined
  random: RandomBytes
  log: Log
}

/** `openPipeDoor(options)` of pipe/pipe-door.adapter.ts. Refuses with DATA_FOLDER_UNWRITABLE or DISK_FULL. */
export interface PipeDoor {
  /** The unix socket, or the Windows pipe's name. */
  readonly path: string
  close(): Promise<void>
}

export interface ProgramDoorOptions {
  router: AgentRouter
  gate: TokenGate
  /** Of this program, for the description it serves. */
  version: string
  clock: Clock
  timers: Timers
  log: Log
}

/** `openProgramDoor(options)` of programs/program-door.adapter.ts. Listens on 127.0.0.1 as long as there are tokens. */
export interface ProgramDoor {
  /** Ends within 1 s, open event streams included. */
  close(): Promise<void>
}

/** From `serveMessagePort(router, port, caller)`. Ends the calls that came through the port, event streams included, and closes it. */
export type StopServing = () => void
