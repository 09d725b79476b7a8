import { setTimeout } from 'node:timers/promises'
import { second } from '@mylzip/shared/domain/time.ts'
import { createAskSlot } from '../limits/order-slots.service.ts'
import type { CloudParts } from './cloud-parts.ts'
import type { Foundations } from './foundations.ts'

/** ms that an order waits for the cloud's word. */
const patience = 5 * second

/** The turn of an order, where all devices of a zone share an authority's limits. */
export function prepareSlots({ log }: Pick<Foundations, 'log'>, { cloud, enrolment }: Pick<CloudParts, 'cloud' | 'enrolment'>) {
  return createAskSlot({
    cloud,
    log,
    ownName: async () => (await enrolment.current())?.name,
    patience: () => setTimeout(patience, undefined, { ref: false }),
  })
}
