export interface Bell {
  /** Whether it was rung since it was last waited for. False when the time (ms) is over, or it was hung up. */
  rung(ms: number): Promise<boolean>
  /** Whether it was rung for a change of the team’s policy since this was asked last. */
  policyChanged(): boolean
  /** For good, and at once for whoever waits for it. */
  hangUp(): void
  hungUp(): boolean
}

export interface RungBell extends Bell {
  ring(notice: Notice): void
}

export type Notice = 'command' | 'policy'

/** One of tens of thousands that wait: a promise and a timer while it does, and no signal, each of which takes more than all of it. */
export function newBell(whenHungUp: () => void): RungBell {
  let wasRung = false
  let policy = false
  let hungUp = false
  let wake: (() => void) | undefined
  return {
    ring(notice) {
      wasRung = true
      policy ||= notice === 'policy'
      wake?.()
    },
    rung: (ms) =>
      new Promise((resolve) => {
        const late = setTimeout(answer, ms)
        function answer() {
          clearTimeout(late)
          wake = undefined
          resolve(wasRung && !hungUp)
          wasRung = false
        }
        wake = answer
        if (wasRung || hungUp) answer()
      }),
    policyChanged() {
      const changed = policy
      policy = false
      return changed
    },
    hangUp() {
      if (hungUp) return
      hungUp = true
      whenHungUp()
      wake?.()
    },
    hungUp: () => hungUp,
  }
}
