import { setTimeout } from 'node:timers/promises'
import { findDescendant, firedTimers, residentMegabytes, wakeupsPerMinute } from './idle.ts'
import { npmStart } from './npm-start.ts'
import { invitation } from './second-start.ts'
import { atLeast, atMost, type Target } from './targets.ts'

/** Time for what follows a start (the outbox, the collector) to be over, ms. */
const settling = 40_000
const minutes = 2.5

/**
 * An agent with a verified certificate and nothing to do, and nobody looking. Its timers write down when they fire
 * (NODE_DEBUG=timer): that is read, not guessed from how often the process wakes.
 */
export async function idleAgent(clone: string, data: string): Promise<Target[]> {
  const start = npmStart(clone, ['--data', data, '--no-browser'], { NODE_DEBUG: 'timer' })
  let debug = ''
  try {
    await start.said(invitation, 60)
    const pid = findDescendant(start.child.pid ?? 0, 'headless.js')
    await setTimeout(settling)
    start.child.stderr?.on('data', (text: string) => {
      debug += text
    })
    const woken = await wakeupsPerMinute(pid, minutes)
    const memory = residentMegabytes(pid)
    const fired = firedTimers(debug, pid)
    const lengths = [...fired].map(([length, times]) => `${length / 1000} s × ${times}`).join(', ')
    process.stderr.write(
      `Timers that fired within ${minutes} minutes: ${lengths || 'none'}; the main thread woke ${woken.toFixed(1)} times a minute\n`,
    )
    return [
      atMost('idle agent, resident memory, MB (at most)', memory, 100),
      atLeast('idle agent, shortest timer that fired, s (at least)', Math.min(...fired.keys(), 3_600_000) / 1000, 60),
    ]
  } finally {
    await start.stop()
  }
}
