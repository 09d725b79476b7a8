import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { HeldKey } from '../acme/authority.port.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { TpmKeys } from '../stores/tpm-keys.port.ts'
import { type CertificateRow, nameOf } from './certificate.repository.ts'
import type { VersionRow } from './version.repository.ts'

const inTpm = 'TPM: '

/** What the key of a version is called in the TPM; undefined where that is not known here. It follows from nothing else in the row. */
export function tpmKeyName({ key_location }: Pick<VersionRow, 'key_location'>): string | undefined {
  return key_location?.startsWith(inTpm) ? key_location.slice(inTpm.length) : undefined
}

/** Makes a key for a version; answers where it lies, as the version's row has it from then on. Refuses as TpmKeys do. */
export async function makeTpmKey(tpm: TpmKeys, { certificate_id, key_type, number }: Made): Promise<string> {
  return `${inTpm}${await tpm.make(`mylzip-${certificate_id}-${number}`, key_type)}`
}
type Made = Pick<VersionRow, 'certificate_id' | 'key_type' | 'number'>

/** Where the key of a version lies by what a store says: one in the TPM keeps the place that names it. */
export function keyPlaceOf(version: Pick<VersionRow, 'key_custody' | 'key_location'>, said: string): string {
  return (version.key_custody === 'tpm' ? version.key_location : null) ?? said
}

/** Refuses with TPM_MISSING where certificates go to a store that knows of no TPM. */
export function tpmOf({ tpm }: Pick<CertificateStore, 'tpm'>): TpmKeys {
  if (!tpm) throw new Refusal('TPM_MISSING', { reason: 'certificates of this machine do not go to the store of Windows' })
  return tpm
}

/** The key of a version to sign with. Refuses with TPM_KEY_LOST where it is not there. */
export async function tpmKey(
  store: Pick<CertificateStore, 'tpm'>,
  certificate: CertificateRow,
  version: Pick<VersionRow, 'key_location'>,
): Promise<HeldKey> {
  const tpm = tpmOf(store)
  const key = tpmKeyName(version)
  const lost = () => new Refusal('TPM_KEY_LOST', { name: nameOf(certificate) })
  const publicKey = key && (await tpm.publicKey(key))
  if (!publicKey) throw lost()
  return {
    publicKey,
    async sign(data) {
      const signature = await tpm.sign(key, data)
      if (!signature) throw lost()
      return signature
    },
  }
}

interface Wanted {
  keyUse: 'new' | 'reuse' | 'tpm'
  keyType: KeyType
  hasRequest: boolean
  exportable: boolean | undefined
  isDevices: boolean
}

/** Refuses with TPM_MISSING, TPM_KEY_TYPE or TPM_IMPOSSIBLE a key in the TPM that could never come about. */
export function refuseImpossibleTpm(store: Pick<CertificateStore, 'tpm'>, wanted: Wanted): void {
  if (wanted.keyUse !== 'tpm') return
  const impossible = (reason: string) => new Refusal('TPM_IMPOSSIBLE', { reason })
  if (wanted.isDevices) throw impossible('the device page presents this certificate, and takes its key in its hands')
  if (wanted.hasRequest) throw impossible('its key lies where the certificate request was made')
  if (wanted.exportable) throw impossible('a TPM gives its keys to nobody, and the key is to be exportable')
  tpmOf(store)
  if (wanted.keyType !== 'rsa-2048' && wanted.keyType !== 'p-256') throw new Refusal('TPM_KEY_TYPE', { keyType: wanted.keyType })
}
