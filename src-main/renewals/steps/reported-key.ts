import { openKey } from '../../certificates/bundle.ts'
import { isCompromised, isCompromisedPublic } from '../../certificates/key-choice.policy.ts'
import { tpmKeyName } from '../../certificates/tpm-key.ts'
import { type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import type { RunContext } from '../run-context.ts'

/** Whether the key of a version, sealed or in the TPM, was reported as compromised, whichever version it was reported with. */
export async function isReported(
  { db, secrets, store }: Pick<RunContext, 'db' | 'secrets' | 'store'>,
  version: VersionRow,
): Promise<boolean> {
  const compromised = await versionRepository(db).compromised(version.certificate_id)
  if (compromised.length === 0) return false
  if (version.key_custody !== 'tpm') return isCompromised(await openKey(secrets, version), compromised)
  const key = tpmKeyName(version)
  const publicKey = key === undefined ? undefined : await store.tpm?.publicKey(key)
  return publicKey !== undefined && isCompromisedPublic(publicKey, compromised)
}
