import { openBundle } from '../../certificates/bundle.ts'
import { holdOf } from '../../certificates/key-choice.policy.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { issuedVersion, type Step } from '../run-context.ts'

/** Puts key and chain where the programs of this machine look. */
export const storeStep: Step = {
  name: 'store',
  async work(context) {
    const { certificate, clock, run, store } = context
    const version = issuedVersion(context)
    // A store holds certificates with their keys; this one is fetched by whoever has the key.
    if (version.key_custody === 'elsewhere') return { save: async () => undefined, audit: { action: 'chain-kept', detail: {} } }
    const installed = await store.install(await openBundle(context, certificate, version), holdOf(certificate))
    return {
      save: (tx) =>
        versionRepository(tx).update(certificate.id, run.number, {
          store_kind: store.kind,
          store_location: installed.location,
          key_location: installed.keyLocation,
          installed_at: clock.now(),
        }),
      audit: {
        action: 'certificate-installed',
        detail: { store: store.kind, thumbprint: installed.thumbprint, location: installed.location },
      },
    }
  },
}
