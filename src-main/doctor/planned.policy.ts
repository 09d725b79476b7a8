import { isIP } from 'node:net'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { isDomainName } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

/** Names as they would be ordered. Refuses with INPUT_INVALID what could not be in a certificate. */
export function plannedNames(names: readonly string[]): string[] {
  return names.map((text) => {
    const name = canonicalName(text.trim())
    if (isIP(name) || (isDomainName(name.replace(/^\*\./, '')) && name.includes('.'))) return name
    throw new Refusal('INPUT_INVALID', { reason: `“${text}” is not a name that a certificate could be for` })
  })
}
