import { minute } from '@mylzip/shared/domain/time.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Random } from '../../system/random.port.ts'
import type { Timers } from '../../system/timers.port.ts'
import { type Channel, mayGoBack, nextLook, updateRule } from './update.policy.ts'
import { asUpdateRefusal } from './update-failure.policy.ts'
import type { UpdateSource } from './update-source.port.ts'
import { type NewVersion, nothingDone, readyVersion, type UpdateProgress, type UpdateState } from './update-state.policy.ts'
import { isOlder } from './version.policy.ts'

/** What main.ts brings. */
export interface UpdateParts {
  source: UpdateSource
  /** What the organisation has set for this computer. */
  organisation(): Promise<string | undefined>
  /** The channel that the person chose. */
  choice: { read(): Promise<Channel | undefined>; write(channel: Channel): Promise<void> }
  version: string
  timers: Timers
  random: Random
}

interface Around {
  log: Log
  /** Whether a run is going on, as the agent says; a run that nobody can be asked about counts as one. */
  isBusy(): Promise<boolean>
  tell(state: UpdateState): void
  /** Ends the program; `atQuit` is called on the way. */
  quit(): void
}

export interface Updates {
  lookNow(): void
  choose(channel: Channel): Promise<void>
  /** The person’s wish. It is fulfilled as soon as no run is going on. */
  restart(): Promise<void>
  /** To be asked before anything ends, and to be called once it has: starts the installer where that is due. */
  atQuit(): Promise<() => Promise<void>>
  close(): void
}

/** How long (ms) until the agent is asked again whether its run has ended. */
const waiting = minute / 4

/** Looks for new versions, fetches them, and puts them in this one's place: when the person says so, or when they quit. */
export function createUpdates({ source, organisation, choice, version, timers, random }: UpdateParts, around: Around): Updates {
  let state = nothingDone
  let failures = 0
  let callOff = () => {}
  let stopWaiting = () => {}
  let isLooking = false
  let isRestarting = false
  /** The person chose another channel while one was looked along. */
  let looksAgain = false
  let isLeaving = false

  function progress(next: UpdateProgress): void {
    state = { ...state, progress: next }
    around.tell(state)
  }

  function fail(error: unknown, offered: string | undefined, ready: NewVersion | undefined): void {
    const refusal = asUpdateRefusal(error, offered)
    around.log.warn('The program could not be updated', { error: refusal })
    progress({ kind: 'failed', refusal, ready })
  }

  async function ruleNow() {
    const [set, person, publishers] = await Promise.all([organisation(), choice.read(), source.publishers()])
    const rule = updateRule({ organisation: set, person, publishers })
    state = { ...state, rule }
    around.tell(state)
    return rule
  }

  async function look(): Promise<void> {
    if (isLooking || isLeaving) return
    if (isRestarting) return plan(false)
    isLooking = true
    looksAgain = false
    callOff()
    const ready = readyVersion(state)
    let offered: string | undefined
    try {
      const rule = await ruleNow()
      if (rule.kind === 'off') return progress({ kind: 'current' })
      if (!ready) progress({ kind: 'looking' })
      const found = await source.look({ channel: rule.channel, mayGoBack: mayGoBack(rule.channel, version) })
      failures = 0
      offered = found?.version
      if (found?.version === ready?.version) return ready ? undefined : progress({ kind: 'current' })
      if (!found) return progress({ kind: 'current' })
      progress({ kind: 'fetching', version: found.version })
      await source.fetch()
      progress({ kind: 'ready', update: { ...found, isOlder: isOlder(found.version, version) } })
    } catch (error) {
      failures += 1
      fail(error, offered, undefined)
    } finally {
      isLooking = false
      if (looksAgain) void look()
      else plan(false)
    }
  }

  function plan(isFirst: boolean): void {
    if (!isLeaving) callOff = timers.after(nextLook(failures, isFirst, random), () => void look())
  }

  async function restart(): Promise<void> {
    const update = readyVersion(state)
    if (!update || isLooking || isLeaving || isRestarting) return
    stopWaiting()
    isRestarting = true
    await restartTo(update).finally(() => {
      isRestarting = false
    })
  }

  async function restartTo(update: NewVersion): Promise<void> {
    if (await around.isBusy()) {
      progress({ kind: 'waiting', update })
      stopWaiting = timers.after(waiting, () => void restart())
      return
    }
    progress({ kind: 'installing', update })
    // What asks for rights is begun while there still is a program that can say that they were not given.
    if (source.asksForRights && !(await install(update, true))) return
    around.quit()
  }

  async function install(update: NewVersion, startsAgain: boolean): Promise<boolean> {
    try {
      await source.install({ startsAgain })
      return true
    } catch (error) {
      fail(error, update.version, update)
      return false
    }
  }

  plan(true)
  void ruleNow().catch((error: unknown) => around.log.warn('It is not known whether the program updates itself', { error }))
  return {
    lookNow: () => void look(),
    async choose(channel) {
      await choice.write(channel)
      // What was fetched along the other channel is no longer wanted.
      looksAgain = isLooking
      if (!isLooking) progress({ kind: 'current' })
      await look()
    },
    restart,
    async atQuit() {
      isLeaving = true
      callOff()
      stopWaiting()
      const update = readyVersion(state)
      const isWanted = state.progress.kind === 'installing'
      const nothing = async () => undefined
      if (!update || source.asksForRights) return nothing
      // Going back to an older version, or in the middle of a run: only when the person says so, and when the run has ended.
      if (!isWanted && (update.isOlder || (await around.isBusy()))) return nothing
      return async () => void (await install(update, isWanted))
    },
    close() {
      isLeaving = true
      callOff()
      stopWaiting()
    },
  }
}
