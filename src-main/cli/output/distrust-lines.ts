import { dayOf } from './dates.policy.ts'
import type { Dependent, DistrustOutcome } from './distrust-outcome.policy.ts'

/** The same for people, before it is done and after; nothing where nothing depends on that authority. */
export function outcomeLines({ certificates, newOrders }: DistrustOutcome, directory: string): string[] {
  const first = certificates.filter(({ ordered }) => ordered === 'first')
  const moved = first.filter(({ renewedAt }) => renewedAt.length > 0)
  const stranded = first.filter(({ renewedAt }) => renewedAt.length === 0)
  const next = certificates.filter(({ ordered }) => ordered === 'next')
  const lines = [
    ...(stranded.length === 0
      ? []
      : [
          `Ordered there alone, so not renewed any more: ${stranded.map(withEnd).join(', ')}.`,
          '“mylzip configure NAME --authority …” renews one elsewhere.',
        ]),
    ...moved.map((one) => `Ordered there first, and renewed at ${one.renewedAt.join(', else at ')} from then on: ${one.name}.`),
    ...(next.length === 0
      ? []
      : [`Tried there where the authority before it fails, which is of no use any more: ${next.map(({ name }) => name).join(', ')}.`]),
    ...newOrderLines(newOrders, directory),
  ]
  // The root may lie in the machine's own store as well.
  return lines.length === 0 ? [] : [...lines, 'This does not hold where the machine itself trusts that authority.']
}

function newOrderLines({ there, elsewhere }: DistrustOutcome['newOrders'], directory: string): string[] {
  if (!there) return []
  if (elsewhere.length === 0) return ['New certificates are ordered there alone: “mylzip authorities order” says where else.']
  return [`It stays among those that new certificates are ordered at; “mylzip authorities remove ${directory}” takes it out.`]
}

function withEnd({ name, notAfter }: Dependent): string {
  return notAfter === null ? name : `${name} (ends ${dayOf(notAfter)})`
}
