import { expect, onTestFinished, test } from 'vitest'
import { putRight } from '#main/backup/restore/put-right.ts'
import { tpmKeyName } from '#main/certificates/tpm-key.ts'
import { versionRepository } from '#main/certificates/version.repository.ts'
import type { CertificateStore } from '#main/stores/store.port.ts'
import { openFoundations } from '../../support/agent-foundations.ts'
import { givenCertificate } from '../../support/backup.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A state that was restored, with a version whose key is in the TPM of this machine, and what is known of that key afterwards. */
async function restored(change: { installed_at: number | null; key_location: string }) {
  const folder = await temporaryFolder()
  onTestFinished(folder.remove)
  const agent = await openFoundations(folder.path)
  onTestFinished(agent.close)
  const { bundle, id } = await givenCertificate(agent, ['desk.acme.test'], { custody: 'destroyed' })
  const versions = versionRepository(agent.db)
  await versions.update(id, 1, { key_custody: 'tpm', ...change })
  const installed = { thumbprint: bundle.thumbprint, notAfter: 0, location: 'Cert:', keyLocation: 'as the provider has it', hasKey: true }
  await putRight(agent.db, { kind: 'windows', find: async () => installed } as unknown as CertificateStore, true)
  const version = await versions.find(id, 1)
  return version && tpmKeyName(version)
}

test('a key in the TPM that is in use is known by its name after a restore', async () => {
  expect(await restored({ installed_at: 1, key_location: 'TPM: mylzip-a-1-00ff' })).toBe('mylzip-a-1-00ff')
})

test('one that was waiting for its certificate may be in use by now, so nothing is done to it any more', async () => {
  expect(await restored({ installed_at: null, key_location: 'TPM: mylzip-a-1-00ff' })).toBeUndefined()
})
