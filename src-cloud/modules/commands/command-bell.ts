import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Listen, Listening } from '../../plugins/database/listen.ts'
import { type Bell, type Notice, newBell, type RungBell } from './bell.ts'

export interface CommandBells {
  /**
   * Rings when there may be a command for the device, given at whichever instance; what was given before must be looked for after.
   * Hung up when the device has two others since. Refuses with TOO_MANY_LISTENERS.
   */
  bellFor(deviceId: string): Promise<Bell>
  /** Once more for these: a proxy for the database may lose calls without a sign. */
  ringAgain(deviceIds: readonly string[]): void
  /** Hangs up every bell, and any that is asked for from then on. */
  end(): Promise<void>
  /** Devices that wait here. */
  waiting(): number
}

/** Before the device's id where its team's policy was changed (policies.repository.ts). */
const forPolicy = 'policy:'

/** One that is there, and one that is coming back while a proxy has not noticed yet that the other is gone. */
const ofOneDevice = 2

/** Devices that wait for commands at this instance, `most` connections in all, and the one connection by which the others call. */
export function createCommandBells(listen: Listen, most = 25_000): CommandBells {
  const waiting = new Map<string, readonly RungBell[]>()
  let all = 0
  let ended = false
  const ring = (deviceId: string, notice: Notice) => {
    for (const bell of waiting.get(deviceId) ?? []) bell.ring(notice)
  }
  /** What was called meanwhile was not heard: it may have been anything. */
  const ringAll = () => {
    for (const deviceId of waiting.keys()) ring(deviceId, 'policy')
  }
  function heard(text: string): void {
    if (text.startsWith(forPolicy)) ring(text.slice(forPolicy.length), 'policy')
    else ring(text, 'command')
  }
  function putUp(deviceId: string): Bell {
    const [oldest, ...others] = waiting.get(deviceId) ?? []
    if (others.length >= ofOneDevice - 1) oldest?.hangUp()
    else if (all >= most) throw new Refusal('TOO_MANY_LISTENERS', { most })
    const bell = newBell(() => takeDown(deviceId, bell))
    waiting.set(deviceId, [...(waiting.get(deviceId) ?? []), bell])
    all += 1
    return bell
  }
  function takeDown(deviceId: string, bell: RungBell): void {
    const left = (waiting.get(deviceId) ?? []).filter((each) => each !== bell)
    if (left.length > 0) waiting.set(deviceId, left)
    else waiting.delete(deviceId)
    all -= 1
  }
  let listening: Promise<Listening> | undefined

  return {
    waiting: () => waiting.size,
    async bellFor(deviceId) {
      // With the first device: an instance that none is connected to needs no connection for them.
      listening ??= listen('device_commands', (text) => (text === undefined ? ringAll() : heard(text)))
      await listening
      const bell = putUp(deviceId)
      if (ended) bell.hangUp()
      return bell
    },
    ringAgain(deviceIds) {
      for (const deviceId of deviceIds) ring(deviceId, 'command')
    },
    async end() {
      ended = true
      for (const bell of [...waiting.values()].flat()) bell.hangUp()
      await (await listening?.catch(() => undefined))?.stop()
    },
  }
}
