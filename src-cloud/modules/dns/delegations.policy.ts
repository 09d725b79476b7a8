import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { isDomainName } from '@mylzip/shared/domain/dns-update-server.policy.ts'

/** The label that all targets lie below: no team may have it. */
export const delegatedLabel = 'delegated'

export type DelegableName = { name: string } | { fault: string }

/**
 * The name that a challenge is delegated for: a customer's, without a wildcard, which is proven at the same place. Names
 * in our own zones are proven there directly, and a delegation of another device's would be a way around its owner.
 */
export function delegableName(asked: string, zones: readonly string[]): DelegableName {
  if (!/^(\*\.)?[A-Za-z0-9._-]+$/.test(asked)) return { fault: 'it is not a domain name' }
  const name = canonicalName(asked).replace(/^\*\./, '')
  if (!isDomainName(name) || !name.includes('.') || /\.\d+$/.test(name)) return { fault: 'it is not a domain name' }
  if (`_acme-challenge.${name}`.length > 253) return { fault: 'it is too long' }
  if (zones.some((zone) => name === zone || name.endsWith(`.${zone}`)))
    return { fault: 'it lies in the cloud’s own zone, where each device can prove its own name and no other' }
  return { name }
}
