import type { CloudClient } from '@mylzip/shared/cloud-api/contract.ts'
import { deviceCodeText } from '@mylzip/shared/cloud-api/device-authorization.ts'
import type { EnrolledDevice } from '@mylzip/shared/cloud-api/devices.ts'
import { isRefusal, nextStepOf } from '@mylzip/shared/domain/refusal.ts'
import { second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentDatabase } from '../system/database/database.adapter.ts'
import type { Log } from '../system/log/log.port.ts'
import { settingsRepository } from '../system/settings.repository.ts'
import type { Timers } from '../system/timers.port.ts'
import { deviceRepository } from './device.repository.ts'
import { type WaitingEnrolment, waitingSetting } from './device.settings.ts'
import type { DeviceKey } from './device-key.service.ts'
import type { Machine } from './machine.service.ts'

interface Needs {
  db: AgentDatabase['db']
  clock: Clock
  timers: Timers
  log: Log
  cloud: Pick<CloudClient, 'deviceAuthorization'>
  cloudUrl: string
  deviceKey: DeviceKey
  machine: Pick<Machine, 'whence'>
  computerName(): string
  /** Somebody has approved it. */
  enrolled(device: EnrolledDevice): Promise<void>
}

export interface Wish {
  label?: string | undefined
  zone?: string | undefined
}

/** Enrolment by a person (RFC 8628): shows a code, and asks the cloud until somebody has decided, across starts of the program. */
export function createCodeEnrolment(needs: Needs) {
  const { db, clock, timers, log, cloud, cloudUrl, deviceKey, machine, computerName } = needs
  const settings = settingsRepository(db)
  /** How the last one ended that was not approved. */
  let ended: EnrolmentView['ended'] = null
  let stopped = false
  let callOff = () => {}
  let asking: Promise<void> | undefined

  function askIn(ms: number): void {
    callOff()
    if (stopped) return
    callOff = timers.after(ms, () => {
      asking = ask().catch((error: unknown) => log.error('the enrolment could not be asked for', { error }))
    })
  }

  async function ask(): Promise<void> {
    const waiting = await settings.get(waitingSetting)
    if (waiting === null || waiting.cloudUrl !== cloudUrl) return
    const { deviceCode } = waiting
    const signature = Buffer.from(deviceKey.sign(Buffer.from(deviceCodeText(deviceCode)))).toString('base64url')
    try {
      const device = await cloud.deviceAuthorization.poll({ deviceCode, signature })
      await settings.set(waitingSetting, null)
      await needs.enrolled(device)
    } catch (error) {
      await goOn(waiting, error)
    }
  }

  async function goOn(waiting: WaitingEnrolment, error: unknown): Promise<void> {
    if (isRefusal(error, 'POLLED_TOO_SOON')) {
      const intervalMs = Math.max(waiting.intervalMs, Number(error.data.intervalSeconds ?? 0) * second)
      await settings.set(waitingSetting, { ...waiting, intervalMs })
      return askIn(intervalMs)
    }
    // A cloud that does not answer now may do so before the code is over.
    const mayCome = isRefusal(error, 'ENROLMENT_PENDING', 'CLOUD_UNREACHABLE', 'RATE_LIMITED')
    if (mayCome && (isRefusal(error, 'ENROLMENT_PENDING') || clock.now() < waiting.expiresAt)) return askIn(waiting.intervalMs)
    await settings.set(waitingSetting, null)
    if (!isRefusal(error)) throw error
    ended = { code: error.code, data: error.data, sentence: error.message, nextStep: nextStepOf(error.code, error.data) }
  }

  async function view(): Promise<EnrolmentView> {
    const identity = await deviceRepository(db).identity()
    const waiting = await settings.get(waitingSetting)
    if (waiting !== null && waiting.cloudUrl === cloudUrl) {
      const { userCode, verificationUri, verificationUriComplete, expiresAt } = waiting
      return {
        state: 'waiting',
        waiting: { userCode, verificationUri, verificationUriComplete, expiresAt: toTimestamp(expiresAt) },
        ended: null,
      }
    }
    return { state: identity === undefined ? 'none' : 'enrolled', waiting: null, ended }
  }

  return {
    view,
    /** A new code, in place of one that waits. Refuses with LABEL_UNUSABLE, ZONE_UNKNOWN, TOO_MANY_TRIES or CLOUD_*. */
    async begin({ label, zone }: Wish): Promise<EnrolmentView> {
      const { machine: mark } = await machine.whence()
      const begun = await cloud.deviceAuthorization.begin({
        publicKey: deviceKey.publicKey,
        computerName: computerName(),
        ...(label !== undefined && { label }),
        ...(zone !== undefined && { zone }),
        ...(mark !== undefined && { machine: mark }),
      })
      const { expiresInSeconds, intervalSeconds, ...shown } = begun
      const times = { expiresAt: clock.now() + expiresInSeconds * second, intervalMs: intervalSeconds * second }
      await settings.set(waitingSetting, { cloudUrl, ...shown, ...times })
      ended = null
      askIn(times.intervalMs)
      return view()
    },
    /** Goes on with one that waited when the program ended. */
    start: () => askIn(0),
    async stop(): Promise<void> {
      stopped = true
      callOff()
      await asking
    },
  }
}

export type CodeEnrolment = ReturnType<typeof createCodeEnrolment>
