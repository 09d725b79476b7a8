import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Target } from '@mylzip/shared/operations/targets.ts'

/** The target that a person means: by its id, else by what it is called. Refuses with TARGET_NOT_FOUND or TARGET_NAME_AMBIGUOUS. */
export function targetNamed(targets: readonly Target[], wanted: string): Target {
  const name = wanted.trim().toLowerCase()
  const kept = [targets.filter(({ id }) => id === name), targets.filter(({ label }) => label.toLowerCase() === name)].find(
    (found) => found.length > 0,
  )
  const [first, ...others] = kept ?? []
  if (!first) throw new Refusal('TARGET_NOT_FOUND', { targetId: wanted })
  if (others.length === 0) return first
  throw new Refusal('TARGET_NAME_AMBIGUOUS', { name: wanted, targets: [first, ...others].map(({ id }) => id).join(', ') })
}
