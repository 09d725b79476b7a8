import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { chainOf, openBundle } from '../../certificates/bundle.ts'
import { nameOf } from '../../certificates/certificate.repository.ts'
import { holdOf } from '../../certificates/key-choice.policy.ts'
import { keyPlaceOf, tpmKeyName, tpmOf } from '../../certificates/tpm-key.ts'
import { type IssuedVersion, versionRepository } from '../../certificates/version.repository.ts'
import type { InstalledCertificate } from '../../stores/store.port.ts'
import { issuedVersion, type RunContext, type Step } from '../run-context.ts'

async function install({ certificate, db, secrets, store }: RunContext, version: IssuedVersion): Promise<InstalledCertificate> {
  if (version.key_custody !== 'tpm') return store.install(await openBundle({ secrets, store }, certificate, version), holdOf(certificate))
  const key = tpmKeyName(version)
  const bound = key && (await tpmOf(store).install(key, chainOf(certificate, version)))
  if (bound) return bound
  // Written down at once: the next run makes another key and certificate in place of trying this one again.
  await versionRepository(db).update(certificate.id, version.number, { key_custody: 'destroyed' })
  throw new Refusal('TPM_KEY_LOST', { name: nameOf(certificate) })
}

/** Puts key and chain where the programs of this machine look. */
export const storeStep: Step = {
  name: 'store',
  async work(context) {
    const { certificate, clock, run, store } = context
    const version = issuedVersion(context)
    // A store holds certificates with their keys; this one is fetched by whoever has the key.
    if (version.key_custody === 'elsewhere') return { save: async () => undefined, audit: { action: 'chain-kept', detail: {} } }
    const installed = await install(context, version)
    return {
      save: (tx) =>
        versionRepository(tx).update(certificate.id, run.number, {
          store_kind: store.kind,
          store_location: installed.location,
          key_location: keyPlaceOf(version, installed.keyLocation),
          installed_at: clock.now(),
        }),
      audit: {
        action: 'certificate-installed',
        detail: { store: store.kind, thumbprint: installed.thumbprint, location: installed.location },
      },
    }
  },
}
