import { X509Certificate } from 'node:crypto'
import { canonicalName } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { folderOf } from '../stores/folder-names.policy.ts'

/**
 * The names a certificate from elsewhere is managed under: those it is for or, in one made before names had a place of
 * their own, its common name. Refuses with BUNDLE_NAMELESS what can be filed under no name.
 */
export function namesToManage(alternative: readonly string[], certificatePem: string): [string, ...string[]] {
  const common = /^CN=(.+)$/m.exec(new X509Certificate(certificatePem).subject ?? '')?.[1] ?? ''
  const [name, ...others] = [...new Set((alternative.length > 0 ? alternative : [common]).map(canonicalName))]
  if (name === undefined || folderOf(name) === undefined) throw new Refusal('BUNDLE_NAMELESS', { name: name || 'no name' })
  return [name, ...others]
}
