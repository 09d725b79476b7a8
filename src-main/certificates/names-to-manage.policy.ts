import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { isDomainName } from '@mylzip/shared/domain/dns-update-server.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { folderOf } from '../stores/folder-names.policy.ts'

/**
 * The names a certificate from elsewhere is managed under: those it is for or, in one made before names had a place of
 * their own, its common name. Refuses with BUNDLE_NAME_MALFORMED one that is for what no host can be called, and could
 * therefore never be renewed; with BUNDLE_NAMELESS what can be filed under no name.
 */
export function namesToManage(alternative: readonly string[], certificatePem: string): [string, ...string[]] {
  const malformed = malformedAmong(alternative)
  if (malformed !== undefined) throw new Refusal('BUNDLE_NAME_MALFORMED', { name: malformed.slice(0, 300) })
  const common = /^CN=(.+)$/m.exec(new X509Certificate(certificatePem).subject ?? '')?.[1] ?? ''
  const [name, ...others] = [...new Set((alternative.length > 0 ? alternative : [common]).map(canonicalName))]
  if (name === undefined || folderOf(name) === undefined || malformedAmong([name]) !== undefined)
    throw new Refusal('BUNDLE_NAMELESS', { name: name || 'no name' })
  return [name, ...others]
}

/** The first that is neither an address nor a host name, of one label or with a wildcard as its first though they be. */
export function malformedAmong(names: readonly string[]): string | undefined {
  return names.find((given) => {
    const name = canonicalName(given)
    return isIP(name) === 0 && !isDomainName(name.replace(/^\*\./, ''))
  })
}
