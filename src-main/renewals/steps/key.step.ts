import { keyPurpose } from '../../certificates/bundle.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import type { Step } from '../run-context.ts'

/** Makes the private key on this device and seals it, before the CA hears of anything: a finalized order never lacks its key. */
export const keyStep: Step = {
  name: 'key',
  async work({ keys, secrets, certificate, run, version }) {
    if (version) return { save: async () => undefined }
    const privateKeyPem = await keys.generate(certificate.key_type)
    const sealed_key = await secrets.seal(Buffer.from(privateKeyPem), keyPurpose(certificate.id, run.number))
    return {
      save: (tx) => versionRepository(tx).add({ certificate_id: certificate.id, number: run.number, sealed_key }),
      audit: { action: 'key-made', detail: { keyType: certificate.key_type, version: run.number } },
    }
  },
}
