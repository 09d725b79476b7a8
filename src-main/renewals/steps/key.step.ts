import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { blamesRequest } from '../../acme/refusal-meaning.policy.ts'
import { keyPurpose, openKey } from '../../certificates/bundle.ts'
import { nameOf } from '../../certificates/certificate.repository.ts'
import { mayReuse } from '../../certificates/key-choice.policy.ts'
import { refuseReportedKey } from '../../certificates/refuse-reported-key.ts'
import { runRepository } from '../../certificates/run.repository.ts'
import { makeTpmKey, tpmKeyName, tpmOf } from '../../certificates/tpm-key.ts'
import { type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import type { RunContext, Step, StepOutcome } from '../run-context.ts'
import { takeBackIssued } from './issued-with-reported-key.ts'
import { isReported } from './reported-key.ts'

/**
 * Has the private key sealed here before the CA is handed the request: a finalized order never lacks its key. It is made on
 * this device, in its TPM where that was chosen, or the one before is taken again, or it lies where a person made the request.
 */
export const keyStep: Step = {
  name: 'key',
  async work(context) {
    const { certificate, keys, version } = context
    const { csr, key_type } = certificate
    if (csr !== null) return keptElsewhere(context, csr)
    const isRefused = await wasRefused(context)
    // A key that no certificate was made with yet stays, unless another kind is wanted by now.
    const hasKey = version !== undefined && (await isThere(context, version))
    const stays = hasKey && version.key_type === key_type && isWhereWanted(context, version) && !isRefused
    const isGivenUp = hasKey && (await isReported(context, version))
    if (stays && !isGivenUp) return { save: async () => undefined }
    if (isGivenUp && (await takeBackIssued(context))) throw new Refusal('KEY_GIVEN_UP', { name: nameOf(certificate) })
    await removeFromTpm(context)
    if (certificate.key_use === 'tpm') return madeInTpm(context)
    const earlier = isRefused ? undefined : await keyBefore(context)
    if (earlier !== undefined) return sealed(context, earlier, 'key-reused')
    return sealed(context, await keys.generate(key_type), 'key-made')
  },
}

/** A key in the TPM may have been taken from there since. */
async function isThere({ store }: RunContext, version: VersionRow): Promise<boolean> {
  if (version.key_custody !== 'tpm') return version.sealed_key !== null
  const key = tpmKeyName(version)
  return key !== undefined && (await store.tpm?.publicKey(key)) !== undefined
}

/** Of a key in the TPM that no certificate was made with, and none will be. */
async function removeFromTpm({ store, version }: RunContext): Promise<void> {
  const key = version?.key_custody === 'tpm' && tpmKeyName(version)
  if (key) await store.tpm?.remove(key)
}

function isWhereWanted({ certificate }: RunContext, version: VersionRow): boolean {
  return (certificate.key_use === 'tpm') === (version.key_custody === 'tpm')
}

async function madeInTpm(context: RunContext): Promise<StepOutcome> {
  const { certificate, run, store } = context
  const { key_type } = certificate
  const key_location = await makeTpmKey(tpmOf(store), { certificate_id: certificate.id, key_type, number: run.number })
  return {
    ...recorded(context, { key_type, sealed_key: null, key_custody: 'tpm', key_location }),
    audit: { action: 'key-made-in-tpm', detail: { keyType: key_type, version: run.number } },
  }
}

async function sealed(context: RunContext, privateKeyPem: string, action: 'key-made' | 'key-reused'): Promise<StepOutcome> {
  const { certificate, run, secrets } = context
  const { key_type } = certificate
  const sealed_key = await secrets.seal(Buffer.from(privateKeyPem), keyPurpose(certificate.id, run.number))
  return {
    ...recorded(context, { key_type, sealed_key, key_custody: 'sealed' }),
    audit: { action, detail: { keyType: key_type, version: run.number } },
  }
}

async function keptElsewhere(context: RunContext, csr: Uint8Array): Promise<StepOutcome> {
  await refuseReportedKey(context.db, csr)
  return recorded(context, { key_type: context.certificate.key_type, sealed_key: null, key_custody: 'elsewhere' })
}

/** An order that may have been handed in with the key before brings a certificate for that one: it is left, and another made. */
function recorded(
  { certificate, directoryUrl: directory_url, run, version }: RunContext,
  key: Pick<VersionRow, 'key_type' | 'sealed_key' | 'key_custody'> & Partial<Pick<VersionRow, 'key_location'>>,
): Pick<StepOutcome, 'save'> {
  const { id: certificate_id } = certificate
  return {
    async save(tx) {
      if (!version) return versionRepository(tx).add({ certificate_id, number: run.number, directory_url, key_location: null, ...key })
      await versionRepository(tx).update(certificate_id, run.number, { key_location: null, ...key })
      if (run.order_url !== null && key.key_custody !== 'elsewhere') await runRepository(tx).update(run.id, { order_url: null })
    },
  }
}

/** Whether the authority would not take the request that was made with this key: then it is not handed in once more. */
async function wasRefused({ db, run }: RunContext): Promise<boolean> {
  const before = await runRepository(db).before(run)
  return before?.number === run.number && before.failure_code !== null && blamesRequest(before.failure_code)
}

/** The key of the version before, where it is to be used again. */
async function keyBefore(context: RunContext): Promise<string | undefined> {
  const { certificate, db, secrets } = context
  const earlier = await versionRepository(db).latestIssued(certificate.id)
  if (!earlier || !mayReuse(certificate, earlier) || (await isReported(context, earlier))) return undefined
  return openKey(secrets, earlier)
}
