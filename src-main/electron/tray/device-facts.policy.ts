import { onThisMachine } from '@mylzip/shared/domain/device-page.policy.ts'
import type { Health, Snapshot, StateEvent } from '@mylzip/shared/operations/values.ts'

/** What the shell shows and allows, of all there is to know about this device. */
export interface DeviceFacts {
  name: string | undefined
  health: ReadonlyMap<string, Health>
  /** Of the device page and of the cloud: where links may lead. */
  ownOrigins: readonly string[]
}

export const nothingKnown: DeviceFacts = { name: undefined, health: new Map(), ownOrigins: [] }

/** What is known after one more event. */
export function learn(facts: DeviceFacts, event: StateEvent): DeviceFacts {
  if (event.type === 'snapshot') return fromSnapshot(event.snapshot)
  if (event.type === 'device') return { ...facts, ...ofDevice(event.device) }
  if (event.type === 'certificate') return { ...facts, health: new Map(facts.health).set(event.certificate.id, event.certificate.health) }
  return facts
}

function fromSnapshot({ device, certificates }: Snapshot): DeviceFacts {
  return { ...nothingKnown, ...(device && ofDevice(device)), health: new Map(certificates.map(({ id, health }) => [id, health])) }
}

function ofDevice({ name, cloud, devicePage }: NonNullable<Snapshot['device']>): Pick<DeviceFacts, 'name' | 'ownOrigins'> {
  const pages = devicePage ? [cloud, devicePage.url, onThisMachine(devicePage.url)] : [cloud]
  return { name, ownOrigins: pages.map((page) => new URL(page).origin) }
}

const worstFirst: readonly Health[] = ['not-protected', 'attention', 'working', 'protected']

/** One word for the whole device: its worst certificate's. A device that has none yet waits for somebody to set it up. */
export function deviceHealth({ health }: DeviceFacts): Health {
  const states = [...health.values()]
  return worstFirst.find((state) => states.includes(state)) ?? 'attention'
}
