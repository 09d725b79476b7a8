import { isIP } from 'node:net'
import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import type { CertificateRow } from '../certificates/certificate.repository.ts'
import { tooManyForProfile } from '../certificates/profile-names.policy.ts'

/** What of a certificate an organisation can set. */
const columns = ['directory_url', 'fallback_directories', 'profile', 'key_type', 'exportable'] as const
type Column = (typeof columns)[number]
export type Settable = Pick<CertificateRow, Column>
export type Obeying = Settable & Pick<CertificateRow, 'own_choices'>

/**
 * The certificate as the organisation wants it. What was chosen here is kept beside it and comes back as soon as it is not
 * set any more, whatever versions of the policy came in between. Undefined: it is so already.
 */
export function obeyed(row: CertificateRow, rules: FleetRules): Obeying | undefined {
  const own: Settable = { ...settableOf(row), ...(JSON.parse(row.own_choices ?? '{}') as Partial<Settable>) }
  const set = setFor(row, rules)
  const kept = Object.fromEntries(columns.filter((column) => column in set).map((column) => [column, own[column]]))
  const wanted = { ...own, ...set, own_choices: Object.keys(kept).length === 0 ? null : JSON.stringify(kept) }
  const changed = wanted.own_choices !== row.own_choices || columns.some((column) => wanted[column] !== row[column])
  return changed ? wanted : undefined
}

/** Whether it is ordered otherwise from now on: what failed before says nothing of that. */
export function ordersOtherwise(row: Settable, wanted: Settable): boolean {
  return (['directory_url', 'fallback_directories', 'profile', 'key_type'] as const).some((column) => wanted[column] !== row[column])
}

/** What is set, of those things that this certificate can have. A profile that it cannot have would stop its renewals. */
function setFor(row: CertificateRow, { authorities, profile, keyType, exportableKeys }: FleetRules): Partial<Settable> {
  const [directory_url, ...others] = authorities ?? []
  return {
    ...(directory_url !== undefined && { directory_url, fallback_directories: JSON.stringify(others) }),
    ...(profile !== undefined && profileFits(profile, JSON.parse(row.names) as string[]) && { profile }),
    // A key that lies elsewhere is as it was made there.
    ...(keyType !== undefined && row.csr === null && { key_type: keyType }),
    ...(exportableKeys === false && { exportable: 0 as const }),
  }
}

/** Let's Encrypt's profiles, and those that are called so elsewhere: addresses want the short-lived one, many names the classic one. */
export function profileFits(profile: string, names: readonly string[]): boolean {
  if (names.some((name) => isIP(name) !== 0)) return profile === 'shortlived'
  return tooManyForProfile(profile, names) === undefined
}

function settableOf({ directory_url, fallback_directories, profile, key_type, exportable }: CertificateRow): Settable {
  return { directory_url, fallback_directories, profile, key_type, exportable }
}
