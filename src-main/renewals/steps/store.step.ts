import { openBundle } from '../../certificates/bundle.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { issuedVersion, type Step } from '../run-context.ts'

/** Puts key and chain where the programs of this machine look. */
export const storeStep: Step = {
  name: 'store',
  async work(context) {
    const { certificate, clock, run, secrets, store } = context
    const installed = await store.install(await openBundle(secrets, certificate, issuedVersion(context)))
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
