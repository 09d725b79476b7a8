import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Dependent, DistrustOutcome } from '@mylzip/shared/operations/distrust-outcome.policy.ts'
import { texts } from '../../../texts/texts.ts'

/** What becomes of certificates and of new orders when nothing can be ordered at an authority any more, a sentence each. */
export function lossesOf({ certificates, newOrders }: DistrustOutcome, day: (one: Dependent) => string | undefined): string[] {
  const say = texts.authorities
  const ofOne = (one: Dependent) => {
    if (one.ordered === 'next') return say.lostNext(one.name)
    if (one.ordered === 'before') return say.lostBefore(one.name)
    return one.renewedAt.length === 0
      ? say.lostAlone(one.name, day(one))
      : say.lostFirst(one.name, one.renewedAt.map(authorityLabel).join(', '))
  }
  const orders = newOrders.there ? [newOrders.elsewhere.length === 0 ? say.lostOrders : say.lostPlace] : []
  return [...certificates.map(ofOne), ...orders]
}
