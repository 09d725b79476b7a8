import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { mostNames } from './certificate-names.policy.ts'

/** Let's Encrypt's, and those that are called so elsewhere; any other takes as many as a certificate can hold. */
const fewerNames: ReadonlyMap<string, number> = new Map([
  ['tlsserver', 25],
  ['shortlived', 25],
])

/** How many names a certificate of that profile can have. */
export function mostNamesOf(profile: string): number {
  return fewerNames.get(profile) ?? mostNames
}

/** What refuses a certificate of that profile with so many names; undefined where nothing does. */
export function tooManyForProfile(profile: string | null | undefined, names: readonly string[]): Refusal | undefined {
  if (profile == null || names.length <= mostNamesOf(profile)) return undefined
  return new Refusal('PROFILE_TAKES_FEWER_NAMES', { profile, most: mostNamesOf(profile), count: names.length })
}

/** Refuses with PROFILE_TAKES_FEWER_NAMES. */
export function refuseTooManyForProfile(profile: string | null | undefined, names: readonly string[]): void {
  const refusal = tooManyForProfile(profile, names)
  if (refusal) throw refusal
}
