import { onThisMachine } from '@mylzip/shared/domain/device-page.policy.ts'
import { fromTimestamp, type Instant } from '@mylzip/shared/domain/time.ts'
import type { About, Certificate, Health, Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'

/** What the shell shows, tells and allows, of all there is to know about this device. */
export interface DeviceFacts {
  /** Undefined until the agent has said anything. */
  about: About | undefined
  /** Undefined where the device is not enrolled. */
  device: Snapshot['device'] | undefined
  certificates: ReadonlyMap<string, Certificate>
  /** Until when renewals that nobody asked for wait. */
  pausedUntil: Instant | undefined
}

export const nothingKnown: DeviceFacts = { about: undefined, device: undefined, certificates: new Map(), pausedUntil: undefined }

/** What is known after one more event. */
export function learn(facts: DeviceFacts, event: StateEvent): DeviceFacts {
  if (event.type === 'snapshot') {
    const { about, certificates, device, pause } = event.snapshot
    const byId = new Map(certificates.map((certificate) => [certificate.id, certificate]))
    return { about, device: device ?? undefined, certificates: byId, pausedUntil: endOf(pause) }
  }
  if (event.type === 'device') return { ...facts, device: event.device }
  if (event.type === 'certificate')
    return { ...facts, certificates: new Map(facts.certificates).set(event.certificate.id, event.certificate) }
  if (event.type === 'pause') return { ...facts, pausedUntil: endOf(event.pause) }
  return facts
}

const endOf = (pause: Snapshot['pause']) => (pause == null ? undefined : fromTimestamp(pause.until))

/** Of the device page and of the cloud: where links may lead. */
export function ownOrigins({ device }: DeviceFacts): readonly string[] {
  if (!device) return []
  const { cloud, devicePage } = device
  const pages = devicePage ? [cloud, devicePage.url, onThisMachine(devicePage.url)] : [cloud]
  return pages.map((page) => new URL(page).origin)
}

const worstFirst: readonly Health[] = ['not-protected', 'attention', 'working', 'protected']

/** What the agent has said of a certificate goes out of date by itself: one that has ended meanwhile protects nobody. */
export function healthAt({ current, health }: Certificate, now: Instant): Health {
  const hasEnded = current !== null && fromTimestamp(current.notAfter) <= now
  if (hasEnded && health !== 'working') return 'not-protected'
  // A newer agent may name one that nobody here knows: somebody should look, and it is no reason to call anything well.
  return worstFirst.includes(health) ? health : 'attention'
}

/** The last part of a certificate's life. It should have been renewed long before. */
const lastPart = 1 / 15

export function isNearEnd({ notAfter, notBefore }: NonNullable<Certificate['current']>, now: Instant): boolean {
  const end = fromTimestamp(notAfter)
  return end - now <= (end - fromTimestamp(notBefore)) * lastPart
}

/** One word for the whole device: its worst certificate's. A device that has none yet waits for somebody to set it up. */
export function deviceHealth({ certificates }: DeviceFacts, now: Instant): Health {
  const states = [...certificates.values()].map((certificate) => healthAt(certificate, now))
  return worstFirst.find((state) => states.includes(state)) ?? 'attention'
}

/** Until when all that this device presents is safe; undefined where something is not, or nobody else trusts it. */
export function safeUntil({ about, certificates }: DeviceFacts, now: Instant): Instant | undefined {
  const all = [...certificates.values()]
  const isUnsafe = ({ health }: Certificate) => health === 'not-protected' || !worstFirst.includes(health)
  if (all.length === 0 || about?.practice || all.some(isUnsafe)) return undefined
  const ends = all.map(({ current }) => (current === null || isUntrusted(current) ? undefined : fromTimestamp(current.notAfter)))
  return ends.some((end) => end === undefined || end <= now) ? undefined : Math.min(...ends.filter((end) => end !== undefined))
}

/** A test authority's certificate leads to no root that others know. */
const isUntrusted = ({ consumers }: NonNullable<Certificate['current']>) => consumers.some(({ trust }) => trust === 'issuer')
