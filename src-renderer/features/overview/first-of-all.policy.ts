import type { Certificate, Health } from '@mylzip/shared/operations/values.ts'

const worstFirst: readonly Health[] = ['not-protected', 'attention', 'working', 'protected']
const byNeed = (one: Certificate, other: Certificate) => worstFirst.indexOf(one.health) - worstFirst.indexOf(other.health)

/** The one this device is known by; where it has none of its own, the one that needs somebody most. */
export function firstOfAll(certificates: readonly Certificate[]): Certificate | undefined {
  return certificates.find(({ kind }) => kind === 'device') ?? certificates.toSorted(byNeed)[0]
}

/** Those that are not well, the worst first. What is being worked on settles itself. */
export function inNeed(certificates: readonly Certificate[]): Certificate[] {
  return certificates.filter(({ health }) => health === 'not-protected' || health === 'attention').toSorted(byNeed)
}
