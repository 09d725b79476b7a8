import { isIP } from 'node:net'
import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { automaticProof, type ProofMethod } from '@mylzip/shared/domain/proof-methods.ts'
import { isRefusal, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import { certificateNames } from '../certificates/certificate-names.policy.ts'
import { profileFits } from '../policy/obey.policy.ts'

/** An order as it would be placed: with what the organisation has set, and what is taken where it says nothing. */
export interface Planned {
  wanted: OrderInput
  /** Canonical; none where they cannot stand in a certificate, and `malformed` says why. */
  names: string[]
  malformed: Refusal | undefined
  directories: string[]
  profile: string | undefined
  proof: ProofMethod
}

export function plannedOrder(wanted: OrderInput, usualDirectories: readonly string[], rules: FleetRules | undefined): Planned {
  const { names, malformed } = readNames(wanted.names)
  const set = rules?.profile
  return {
    wanted,
    names,
    malformed,
    directories: [...new Set(rules?.authorities ?? wanted.authorities ?? usualDirectories)],
    profile: set !== undefined && profileFits(set, names) ? set : wanted.profile,
    proof: wanted.proof ?? automaticProof,
  }
}

function readNames(given: readonly string[]): Pick<Planned, 'malformed' | 'names'> {
  try {
    return { names: certificateNames(given), malformed: undefined }
  } catch (error) {
    if (isRefusal(error, 'NAME_INVALID', 'NAMES_TOO_MANY')) return { names: [], malformed: error }
    throw error
  }
}

/** Each host name once that the DNS is asked about: a wildcard is proven at the place of its parent. */
export function hostNamesOf(names: readonly string[]): string[] {
  return [...new Set(names.filter((name) => isIP(name) === 0).map((name) => name.replace(/^\*\./, '')))]
}
