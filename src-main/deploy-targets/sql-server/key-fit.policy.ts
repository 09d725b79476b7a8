import type { X509Certificate } from 'node:crypto'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { KeyPlace } from '../../stores/windows/key-place.policy.ts'

/**
 * SQL Server takes keys of the older kind alone (AT_KEYEXCHANGE; Microsoft Learn, “Certificate requirements for SQL Server”): there is
 * none with elliptic curves, and none in a TPM. Told of another one it may not start again. Refuses with TARGET_KEY_UNFIT.
 */
export function refuseUnfitKey(target: string, { publicKey }: X509Certificate, { provider }: Pick<KeyPlace, 'provider'>): void {
  const kind = publicKey.asymmetricKeyType?.toUpperCase() ?? 'unknown'
  if (kind !== 'RSA') throw new Refusal('TARGET_KEY_UNFIT', { target, reason: `it takes RSA keys, and this one is of the kind ${kind}` })
  if (/Platform|Smart Card/i.test(provider))
    throw new Refusal('TARGET_KEY_UNFIT', { target, reason: `it takes no keys that lie in the provider “${provider}”` })
}
