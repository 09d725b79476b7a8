import type { About } from '@mylzip/shared/operations/values.ts'
import type { AgentServices } from '../doors/agent-services.port.ts'
import type { AgentRouter } from '../doors/router.ts'
import type { Clock } from '../system/clock.port.ts'
import type { Log } from '../system/log/log.port.ts'
import type { RandomBytes } from '../system/random.port.ts'
import type { KeyLock } from '../system/secrets/key-lock.port.ts'
import type { Timers } from '../system/timers.port.ts'
import type { Standing } from './attach/standing.policy.ts'
import type { Choices } from './choices/choices.policy.ts'
import type { Remembered } from './choices/remembered.port.ts'
import type { ElevatedCommands } from './elevation/elevated-commands.ts'
import type { NoticeMemory } from './notifications/notice.policy.ts'
import type { UpdateParts } from './updates/updates.service.ts'

/** The agent as the desktop shell needs it: running, with its doors' router, and able to end. */
export interface DesktopAgent {
  services: Pick<AgentServices, 'state' | 'renewals' | 'diagnostics'> & { device: Pick<AgentServices['device'], 'enrolment'> }
  router: AgentRouter
  mode: About['mode']
  log: Log
  /**
   * Whether a run is going on that an update ends: of this program alone, or of everybody's, which ends the service too. Where nobody can
   * say, one may be.
   */
  isBusy(update: { ofMachine: boolean }): Promise<boolean>
  /** How this program stands to the machine's service: now and after each change, until `signal` ends it. */
  followStanding(tell: (standing: Standing) => void, signal: AbortSignal): void
  /** Looks for the service at once, where that is what it waits for. */
  lookAgain(): void
  /** Ends everything the agent has begun. */
  stop(): Promise<void>
}

/** What the program runs on. */
export interface System {
  platform: NodeJS.Platform
  /** As the operating system says it: "10.0.22631". */
  release: string
}

export interface DesktopOptions {
  /** The program's own command line, without Electron's and Chromium's part of it. */
  args: readonly string[]
  /** Where Chromium keeps what is its own. */
  windowDataFolder: string
  /** The built dashboard, served as app://dashboard/. */
  rendererFolder: string
  preloadFile: string
  /** Holds `<state>-<light|dark>.png` and the larger ones beside them (scripts/icons). */
  trayIconFolder: string
  /**
   * Called once, when Electron is ready and this is the only instance. Rejects with a Refusal that is shown to the person.
   * `keyLock` is this person's own, where there is one.
   */
  startAgent(keyLock: KeyLock | undefined): Promise<DesktopAgent>
  /** Left out where the program cannot take its own place: elsewhere than on Windows, and run from its sources. */
  updates?: ((log: Log) => Promise<UpdateParts>) | undefined
  /** What is done with an administrator's rights; left out where there is no Windows. */
  elevated?: ElevatedCommands | undefined
  timers: Timers
  clock: Clock
  random: RandomBytes
  system: System
  /** What outlives the program, in the person's own folder. */
  memory: { choices: Remembered<Choices>; notices: Remembered<NoticeMemory> }
  /** Resolves when whoever started the program wants it to end. */
  askedToStop: Promise<void>
}
