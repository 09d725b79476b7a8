import { setTimeout } from 'node:timers/promises'
import type { Listen, Listening } from '../../plugins/database/listen.ts'

export interface Bell {
  /** Whether it was rung since it was last waited for. False when the time (ms) is over, or nobody waits any more. */
  rung(ms: number, signal: AbortSignal): Promise<boolean>
  /** Whether it was rung for a change of the team’s policy since this was asked last. */
  policyChanged(): boolean
  hangUp(): void
}

export interface CommandBells {
  /** Rings when there may be a command for the device, given at whichever instance; what was given before must be looked for after. */
  bellFor(deviceId: string): Promise<Bell>
  /** Once more for these: a proxy for the database may lose calls without a sign. */
  ringAgain(deviceIds: readonly string[]): void
  /** From then on every bell rings at once: whoever waits looks at `ended`, and goes. */
  end(): Promise<void>
  readonly ended: AbortSignal
  /** Devices that wait here. */
  waiting(): number
}

type Notice = 'command' | 'policy'

/** Before the device's id where its team's policy was changed (policies.repository.ts). */
const forPolicy = 'policy:'

/** Devices that wait for commands at this instance, and the one connection by which the others call. */
export function createCommandBells(listen: Listen): CommandBells {
  const waiting = new Map<string, Set<(notice: Notice) => void>>()
  const ending = new AbortController()
  const ring = (deviceId: string, notice: Notice) => {
    for (const each of waiting.get(deviceId) ?? []) each(notice)
  }
  /** What was called meanwhile was not heard: it may have been anything. */
  const ringAll = () => {
    for (const deviceId of waiting.keys()) ring(deviceId, 'policy')
  }
  function heard(text: string): void {
    if (text.startsWith(forPolicy)) ring(text.slice(forPolicy.length), 'policy')
    else ring(text, 'command')
  }
  let listening: Promise<Listening> | undefined

  return {
    ended: ending.signal,
    waiting: () => waiting.size,
    async bellFor(deviceId) {
      // With the first device: an instance that none is connected to needs no connection for them.
      listening ??= listen('device_commands', (text) => (text === undefined ? ringAll() : heard(text)))
      await listening
      let wasRung = false
      let policy = false
      let wake = () => {}
      const each = (notice: Notice) => {
        wasRung = true
        policy ||= notice === 'policy'
        wake()
      }
      const bells = waiting.get(deviceId) ?? new Set()
      waiting.set(deviceId, bells.add(each))
      return {
        async rung(ms, signal) {
          const over = new AbortController()
          const rung = new Promise<void>((resolve) => {
            wake = resolve
            if (wasRung || ending.signal.aborted) resolve()
          })
          const late = setTimeout(ms, undefined, { signal: AbortSignal.any([over.signal, signal]) }).catch(() => undefined)
          await Promise.race([rung, late])
          over.abort()
          const answer = wasRung
          wasRung = false
          return answer
        },
        policyChanged() {
          const changed = policy
          policy = false
          return changed
        },
        hangUp() {
          bells.delete(each)
          if (bells.size === 0) waiting.delete(deviceId)
        },
      }
    },
    ringAgain(deviceIds) {
      for (const deviceId of deviceIds) ring(deviceId, 'command')
    },
    async end() {
      ending.abort()
      ringAll()
      await (await listening?.catch(() => undefined))?.stop()
    },
  }
}
