import { knownAuthority } from '@mylzip/shared/domain/authorities.policy.ts'

/** The directory by which an authority lets proofs be tried out, for those that publish one. */
export function knownStaging(directoryUrl: string): string | undefined {
  return knownAuthority(directoryUrl)?.staging
}
