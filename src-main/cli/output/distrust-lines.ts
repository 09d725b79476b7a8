import type { Dependent, DistrustOutcome } from '@mylzip/shared/operations/distrust-outcome.policy.ts'
import { dayOf } from './dates.policy.ts'

/** The same for people, before it is done and after; nothing where nothing depends on that authority. */
export function outcomeLines({ certificates, newOrders }: DistrustOutcome, directory: string): string[] {
  const how = (wanted: Dependent['ordered']) => certificates.filter(({ ordered }) => ordered === wanted)
  const moved = how('first').filter(({ renewedAt }) => renewedAt.length > 0)
  const lines = [
    ...saidOf(
      how('first').filter(({ renewedAt }) => renewedAt.length === 0),
      'Ordered there alone, so not renewed any more',
    ),
    ...moved.map((one) => `Ordered there first, and renewed at ${one.renewedAt.join(', else at ')} from then on: ${withEnd(one)}.`),
    ...saidOf(how('next'), 'Tried there where another authority fails, which is of no use any more'),
    ...saidOf(how('before'), 'Came from there, and renewed elsewhere all the same'),
    ...newOrderLines(newOrders, directory),
  ]
  return lines.length === 0
    ? []
    : [...lines, 'None of this happens while this machine itself trusts that authority, or the program is started with its root.']
}

function saidOf(certificates: readonly Dependent[], what: string): string[] {
  return certificates.length === 0 ? [] : [`${what}: ${certificates.map(withEnd).join(', ')}.`]
}

function newOrderLines({ there, elsewhere }: DistrustOutcome['newOrders'], directory: string): string[] {
  if (!there) return []
  if (elsewhere.length === 0) return ['New certificates are ordered there alone, and not any more.']
  return [`It stays in the order of authorities, where it fails; “mylzip authorities remove ${directory}” takes it out.`]
}

function withEnd({ name, notAfter }: Dependent): string {
  return notAfter === null ? name : `${name} (ends ${dayOf(notAfter)})`
}
