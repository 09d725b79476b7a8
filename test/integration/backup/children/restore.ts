import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { readIssuedCertificate } from '../../../../src-main/acme/issued-certificate.ts'
import { restoreBackup } from '../../../../src-main/backup/restore/restore.service.ts'
import { createDirectoryStore } from '../../../../src-main/stores/directory-store.adapter.ts'
import { createKeyFileSecrets } from '../../../../src-main/system/secrets/key-file-secrets.adapter.ts'

/** Restores, says each step, and halts for ever at the one it is told: whoever started it pulls the plug there. */
const [folder = '', file = '', passphrase = '', halt = ''] = process.argv.slice(2)
try {
  await restoreBackup(
    { file, folder, passphrase },
    {
      clock: { now: () => Date.now() },
      pid: process.pid,
      newId: randomUUID,
      secretsIn: (place) => createKeyFileSecrets({ file: join(place, 'secrets.key') }),
      storeIn: (place) => createDirectoryStore({ folder: join(place, 'certificates') }),
      readIssued: readIssuedCertificate,
      progress(step) {
        process.stdout.write(`${step}\n`)
        if (step === halt) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      },
    },
  )
  process.stdout.write('restored\n')
} catch (error) {
  process.stdout.write(`${isRefusal(error) ? error.code : String(error)}\n`)
}
