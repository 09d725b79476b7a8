import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { second } from '@mylzip/shared/domain/time.ts'
import { isFinal, pauseAfterFailures } from '../licensing/outbox.policy.ts'
import type { Log } from '../system/log/log.port.ts'
import type { Random } from '../system/random.port.ts'
import type { Timers } from '../system/timers.port.ts'
import type { ToldCertificates } from './told-certificates.ts'

interface Needs {
  cloud: Pick<CloudClient, 'deviceState'>
  told: ToldCertificates
  timers: Timers
  random: Random
  log: Log
}

export interface StateTeller {
  /** Something may have changed. What comes in quick succession is told once. */
  wake(): void
  stop(): Promise<void>
}

/** A run announces each of its steps. */
const quiet = 2 * second

/** Tells the cloud how this device's certificates are, when that is something else than it told last. */
export function createStateTeller({ cloud, told, timers, random, log }: Needs): StateTeller {
  let last: string | undefined
  const leaves = new Set<string>()
  let working: Promise<void> | undefined
  let stopped = false
  let failures = 0
  let callOff = () => {}

  async function tell(): Promise<void> {
    const state = await told.state()
    const text = JSON.stringify(state)
    if (text !== last) await cloud.deviceState.tell({ state })
    last = text
    for (const { serial, ...leaf } of await told.leaves()) {
      if (leaves.has(serial) || stopped) continue
      await cloud.deviceState.tellCertificate(leaf).catch((error: unknown) => {
        // One that the cloud will never take holds up no other.
        if (!isRefusal(error, 'NAME_NOT_YOURS', 'CERTIFICATES_FULL') && !isFinal(error)) throw error
        log.warn('the cloud does not take a certificate', { serial, error })
      })
      leaves.add(serial)
    }
    failures = 0
  }

  async function again(error: unknown): Promise<void> {
    // Enrolling announces the device, which wakes us.
    if (isRefusal(error, 'NOT_ENROLLED') || stopped) return
    failures += 1
    log.warn('the cloud could not be told how the certificates are', { failures, error })
    if (!isFinal(error)) after(pauseAfterFailures(failures, random))
  }

  function after(ms: number): void {
    callOff()
    callOff = timers.after(ms, () => {
      working = (working ?? Promise.resolve()).then(tell).catch(again)
    })
  }

  return {
    wake() {
      if (!stopped) after(quiet)
    },
    async stop() {
      stopped = true
      callOff()
      await working
    },
  }
}
