import { keyPurpose } from '../../certificates/bundle.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import type { Step } from '../run-context.ts'

/** Makes the private key on this device and seals it, before the CA is handed the request: a finalized order never lacks its key. */
export const keyStep: Step = {
  name: 'key',
  async work({ directoryUrl, keys, secrets, certificate, run, version }) {
    const { key_type } = certificate
    // A key that no certificate was made with yet stays, unless another kind is wanted by now.
    if (version?.key_type === key_type) return { save: async () => undefined }
    const privateKeyPem = await keys.generate(key_type)
    const sealed_key = await secrets.seal(Buffer.from(privateKeyPem), keyPurpose(certificate.id, run.number))
    return {
      save: (tx) =>
        version
          ? versionRepository(tx).update(certificate.id, run.number, { sealed_key, key_type })
          : versionRepository(tx).add({
              certificate_id: certificate.id,
              number: run.number,
              directory_url: directoryUrl,
              key_type,
              sealed_key,
            }),
      audit: { action: 'key-made', detail: { keyType: key_type, version: run.number } },
    }
  },
}
