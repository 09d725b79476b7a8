import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { AccountUse } from '@mylzip/shared/operations/authorities.ts'
import type { OrganisationPolicy } from './policy.port.ts'

/** What a person wants to be chosen; what is left out is left as it is. */
export interface Wish {
  authorities?: readonly string[] | undefined
  account?: AccountUse | undefined
  profile?: string | null | undefined
  keyType?: string | undefined
  exportable?: boolean | undefined
  target?: TargetKind | undefined
}

/** Refuses with SET_BY_ORGANISATION what would be otherwise than the organisation has set it. The same again does no harm. */
export function refuseContradiction(
  policy: OrganisationPolicy | undefined,
  { account, authorities, profile, keyType, exportable, target }: Wish,
): void {
  if (policy === undefined) return
  const { rules, version } = policy
  const refuse = (what: string, value: string) => new Refusal('SET_BY_ORGANISATION', { what, value, version })
  if (authorities && rules.authorities && !isSame(authorities, rules.authorities))
    throw refuse('the certificate authorities', rules.authorities.join(', then '))
  if (account !== undefined && rules.account !== undefined && account !== rules.account)
    throw refuse('whose account orders', accountWords[rules.account])
  if (profile !== undefined && rules.profile !== undefined && profile !== rules.profile) throw refuse('the profile', rules.profile)
  if (keyType !== undefined && rules.keyType !== undefined && keyType !== rules.keyType) throw refuse('the kind of key', rules.keyType)
  if (target && rules.targets && !rules.targets.includes(target))
    throw refuse('what certificates may be given to', rules.targets.join(', ') || 'the device page alone')
  if (exportable && rules.exportableKeys === false) throw refuse('whether private keys are given out', 'they are not')
}

const accountWords: Readonly<Record<AccountUse, string>> = { own: 'the device’s own', team: 'the team’s' }

function isSame(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [one, other].map((urls) => urls.map((url) => new URL(url).href).join(' '))
  return a === b
}
