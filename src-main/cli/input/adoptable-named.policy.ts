import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Adoptable } from '@mylzip/shared/operations/adoption.ts'

/** The one that a person means among what was found. Refuses with ADOPTABLE_NOT_FOUND and ADOPTABLE_AMBIGUOUS. */
export function adoptableNamed(found: readonly Adoptable[], wanted: string, from: Adoptable['source'] | undefined): Adoptable {
  const name = canonicalName(wanted)
  const candidates = found.filter(({ source }) => from === undefined || source === from)
  const kept = [
    candidates.filter(({ id, label }) => id === wanted || label === wanted),
    candidates.filter(({ names }) => names[0] === name),
    candidates.filter(({ names }) => names.includes(name)),
  ].find((some) => some.length > 0)
  const [first, ...others] = kept ?? []
  if (!first) throw new Refusal('ADOPTABLE_NOT_FOUND', { name: wanted })
  if (others.length === 0) return first
  const places = [first, ...others].map(({ source, folder }) => `${source} in ${folder}`).join(', ')
  throw new Refusal('ADOPTABLE_AMBIGUOUS', { name: wanted, places })
}
