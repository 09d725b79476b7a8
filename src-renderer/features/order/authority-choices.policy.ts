import { authorityLabel, knownAuthorities } from '@mylzip/shared/domain/authorities.policy.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'

export interface AuthorityOption {
  directory: string
  label: string
}

/** Where an order goes when nobody says otherwise: the organisation's, the person's first, else the one the program was started with. */
export function usualDirectory(known: readonly Authority[], startedWith: string, set: readonly string[] | undefined): string {
  const first = known.find(({ position }) => position === 0)?.directory
  return set?.[0] ?? first ?? startedWith
}

/** The authorities there are to choose from: those of this device, then those everybody knows, without the ones for trying out. */
export function authorityOptions(known: readonly Authority[], startedWith: string): AuthorityOption[] {
  const own = known.map(({ directory, label }) => ({ directory, label }))
  const started = { directory: startedWith, label: authorityLabel(startedWith) }
  const isStaging = (directory: string) => knownAuthorities.some(({ staging }) => staging === directory)
  const others = knownAuthorities.filter(({ directory }) => !isStaging(directory)).map(({ directory, label }) => ({ directory, label }))
  const all = [...own, started, ...others]
  return all.filter(({ directory }, index) => all.findIndex((other) => other.directory === directory) === index)
}
