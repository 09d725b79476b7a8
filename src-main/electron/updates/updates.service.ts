import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { minute } from '@mylzip/shared/domain/time.ts'
import { isOlder } from '../../service/update/version.policy.ts'
import type { Log } from '../../system/log/log.port.ts'
import type { Random } from '../../system/random.port.ts'
import type { Timers } from '../../system/timers.port.ts'
import { type Channel, mayGoBack, nextLook, updateRule } from './update.policy.ts'
import { asUpdateRefusal, outlives } from './update-failure.policy.ts'
import type { UpdateSource } from './update-source.port.ts'
import { type NewVersion, nothingDone, readyVersion, type UpdateProgress, type UpdateState } from './update-state.policy.ts'

/** What main.ts brings. */
export interface UpdateParts {
  source: UpdateSource
  /** What the organisation has set for this computer. */
  organisation(): Promise<string | undefined>
  /** The channel that the person chose. */
  choice: { read(): Promise<Channel | undefined>; write(channel: Channel): Promise<void> }
  /** Why the last one has not put its version in this one's place, where that is still worth telling. */
  lastFailure(): Promise<Refusal | undefined>
  version: string
  timers: Timers
  random: Random
}

interface Around {
  log: Log
  /** Whether a run is going on that such an update ends, as the agent says; a run that nobody can be asked about counts as one. */
  isBusy(update: { ofMachine: boolean }): Promise<boolean>
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
export function createUpdates(parts: UpdateParts, around: Around): Updates {
  const { choice, organisation, random, source, timers, version } = parts
  let state = nothingDone
  let failures = 0
  let callOff = () => {}
  let stopWaiting = () => {}
  let isLooking = false
  let isRestarting = false
  /** The version that the person has chosen to update to, until it is begun or cannot be. */
  let wished: NewVersion | undefined
  /** The person chose another channel while one was looked along, or a new version was about to be installed. */
  let looksAgain = false
  let isLeaving = false
  /** Of the last update, when the program was started. */
  let failedBefore: Refusal | undefined
  /** Its installer has begun already, and waits for this program to end. */
  let isBegun = false
  const needsAdministrator = source.installedBy === 'administrator'
  const isBusy = () => around.isBusy({ ofMachine: needsAdministrator })

  function progress(next: UpdateProgress): void {
    state = { ...state, progress: next }
    around.tell(state)
  }

  function fail(error: unknown, offered: string | undefined): void {
    wished = undefined
    const refusal = asUpdateRefusal(error, offered)
    around.log.warn('The program could not be updated', { error: refusal })
    progress({ kind: 'failed', refusal })
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
      if (!found) return progress({ kind: 'current' })
      if (found.version === ready?.version) return
      offered = found.version
      if (source.installedBy === 'nobody')
        return progress({ kind: 'failed', refusal: new Refusal('UPDATE_BY_ADMINISTRATOR', { version: found.version }) })
      progress({ kind: 'fetching', version: found.version })
      await source.fetch()
      const refused = failedBefore?.data.version === found.version ? failedBefore : undefined
      progress({
        kind: 'ready',
        update: { ...found, isOlder: isOlder(found.version, version), needsAdministrator },
        ...(refused && { refused }),
      })
    } catch (error) {
      failures += 1
      // What was fetched before is as good as it was.
      if (ready && offered === undefined) around.log.warn('Whether there is an even newer version is not known', { error })
      else fail(error, offered)
    } finally {
      isLooking = false
      if (looksAgain) void lookAnew()
      else {
        plan(false)
        goOn()
      }
    }
  }

  /** Along another channel: what was fetched, and chosen, along the one before is no longer wanted. */
  function lookAnew(): Promise<void> {
    forget()
    return look()
  }

  function forget(): void {
    stopWaiting()
    wished = undefined
    progress({ kind: 'current' })
  }

  function plan(isFirst: boolean): void {
    if (!isLeaving) callOff = timers.after(nextLook(failures, isFirst, random), () => void look())
  }

  /** A wish outlives a look, and holds for an even newer version; never for going back where that was not chosen. */
  function goOn(): void {
    if (wished && readyVersion(state)?.isOlder === wished.isOlder) return void restart()
    stopWaiting()
    wished = undefined
  }

  async function restart(): Promise<void> {
    const update = readyVersion(state)
    if (!update || isLeaving || isRestarting) return
    stopWaiting()
    wished = update
    // It goes on at the end of that.
    if (isLooking) return
    isRestarting = true
    looksAgain = false
    await restartTo(update).finally(() => {
      isRestarting = false
    })
    // Windows' question may stand for minutes: what was chosen meanwhile holds, unless it has begun.
    if (looksAgain && !isBegun) void lookAnew()
  }

  async function restartTo(update: NewVersion): Promise<void> {
    if (await isBusy()) {
      progress({ kind: 'waiting', update })
      stopWaiting = timers.after(waiting, () => void restart())
      return
    }
    progress({ kind: 'installing', update })
    // While there still is a program that can say why not.
    const step = needsAdministrator ? source.install({ startsAgain: true, isOlder: update.isOlder }) : source.check()
    if (!(await isDone(step, update))) return
    isBegun = needsAdministrator
    // Meanwhile the person may have chosen another channel; what has begun goes on.
    if (isBegun || readyVersion(state) === update) around.quit()
  }

  async function isDone(step: Promise<void>, update: NewVersion): Promise<boolean> {
    try {
      await step
      return true
    } catch (error) {
      if (looksAgain) around.log.warn('A version that is no longer wanted was not installed', { error })
      else if (isRefusal(error) && outlives(error)) putOff(error, update)
      else fail(error, update.version)
      return false
    }
  }

  /** It was not to be installed now: it can be chosen again. */
  function putOff(refused: Refusal, update: NewVersion): void {
    wished = undefined
    around.log.warn('The new version was not installed', { error: refused })
    progress({ kind: 'ready', update, refused })
  }

  async function tellLastFailure(): Promise<void> {
    failedBefore = await parts.lastFailure()
    if (failedBefore && state.progress.kind === 'current') progress({ kind: 'failed', refusal: failedBefore })
  }

  plan(true)
  void tellLastFailure().catch((error: unknown) => around.log.warn('It is not known how the last update ended', { error }))
  void ruleNow().catch((error: unknown) => around.log.warn('It is not known whether the program updates itself', { error }))
  return {
    lookNow: () => void look(),
    async choose(channel) {
      await choice.write(channel)
      looksAgain = isLooking || isRestarting
      if (isRestarting) forget()
      if (!looksAgain) await lookAnew()
    },
    restart,
    async atQuit() {
      isLeaving = true
      callOff()
      stopWaiting()
      const update = readyVersion(state)
      const isWanted = state.progress.kind === 'installing'
      const nothing = async () => undefined
      if (!update || isBegun) return nothing
      // Going back to an older version, or in the middle of a run: only when the person says so, and when the run has ended.
      // With an administrator's rights: only while there still is somebody to be asked.
      if (needsAdministrator || (!isWanted && (update.isOlder || (await isBusy())))) return nothing
      return async () => void (await isDone(source.install({ startsAgain: isWanted, isOlder: update.isOlder }), update))
    },
    close() {
      isLeaving = true
      callOff()
      stopWaiting()
    },
  }
}
