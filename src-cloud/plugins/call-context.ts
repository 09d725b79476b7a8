import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { EnrolledCaller } from '../modules/devices/enrolled-caller.ts'

/** What comes with a call beside its input. */
export interface CallContext {
  authorization: string | undefined
  /** Told the call's name, for the log. */
  named(call: string): void
  /** Counts the call against the device's limit. Refuses with RATE_LIMITED. */
  countFor(device: EnrolledCaller): Promise<void>
  /** Set by the guard once the caller has proved who it is. */
  device?: EnrolledCaller | undefined
}

/** The device that calls. A call that the guard let pass without one is refused here: closed, not open, by accident. */
export function deviceOf({ device }: CallContext): EnrolledCaller {
  if (device === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
  return device
}
