import { isIP } from 'node:net'
import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Let's Encrypt's name for the profile that addresses need; others that issue for addresses have taken it over. */
const forAddresses = 'shortlived'

/** The profile to ask for: the one that was chosen, else the one that addresses need where the directory offers it. */
export function profileFor(names: readonly string[], chosen: string | undefined, offered: readonly string[]): string | undefined {
  if (chosen !== undefined) return chosen
  return names.some(isAddress) && offered.includes(forAddresses) ? forAddresses : undefined
}

/** Authorities say it as it comes. */
const suchRefusals = [
  'ACME_NAME_REFUSED',
  'ACME_NAME_UNSUPPORTED',
  'ACME_PROFILE_UNKNOWN',
  'ACME_PROTOCOL',
  'ACME_REQUEST_MALFORMED',
  'ACME_SEVERAL_REASONS',
] as const

/** Whether a refusal of the CA comes from an address with another profile than the one it needs. */
export function addressRefusal(
  refusal: Refusal,
  names: readonly string[],
  chosen: string | undefined,
  offered: readonly string[],
): Refusal | undefined {
  const address = names.find(isAddress)
  if (address === undefined || chosen === undefined || chosen === forAddresses || !offered.includes(forAddresses)) return undefined
  if (!isRefusal(refusal, ...suchRefusals)) return undefined
  return new Refusal('ACME_ADDRESS_NEEDS_PROFILE', { name: address, needed: forAddresses, profile: chosen }, { cause: refusal })
}

function isAddress(name: string): boolean {
  return isIP(name) !== 0
}
