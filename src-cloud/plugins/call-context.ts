import type { PlanFeature } from '@mylzip/shared/domain/plans.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { TeamRole } from '@mylzip/shared/domain/team-roles.policy.ts'
import type { EnrolledCaller } from '../modules/devices/enrolled-caller.ts'
import type { Credentials } from '../modules/people/people-callers.service.ts'
import type { PersonCaller, SignedIn } from '../modules/people/person-caller.ts'
import type { Events } from './send-events.ts'

/** What comes with a call beside its input. */
export interface CallContext {
  credentials: Credentials
  /** Where the call comes from: `request.ip`, which believes X-Forwarded-For from known proxies only. */
  address: string
  /** The header Idempotency-Key, for calls that carry something out. */
  idempotencyKey?: string | undefined
  /** Filled in once it is known that the answer goes on. */
  answer: { events?: Events }
  /** Told the call's name, for the log. */
  named(call: string): void
  /** Counts the call against the caller's limit. Refuses with RATE_LIMITED. */
  countFor(caller: { kind: 'device' | PersonCaller['kind']; id: string }): Promise<void>
  /** One of these is set by the guard once the caller has proved who it is. */
  device?: EnrolledCaller | undefined
  person?: PersonCaller | undefined
  /** The least role in the team that the call is about. */
  role?: TeamRole | undefined
  /** What the team's plan has to have. */
  feature?: PlanFeature | undefined
}

/** The device that calls. A call that the guard let pass without one is refused here: closed, not open, by accident. */
export function deviceOf({ device }: CallContext): EnrolledCaller {
  if (device === undefined) throw new Refusal('ACCESS_TOKEN_INVALID')
  return device
}

/** The person who calls, about their own account. */
export function personOf({ person }: CallContext): SignedIn {
  if (person === undefined) throw new Refusal('SIGN_IN_NEEDED')
  if (person.kind !== 'person') throw new Refusal('PERSON_NEEDED')
  return person
}
