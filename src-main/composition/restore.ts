import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readIssuedCertificate } from '../acme/issued-certificate.ts'
import { type RestoreReport, type RestoreRequest, restoreBackup } from '../backup/restore/restore.service.ts'
import { createDirectoryStore } from '../stores/directory-store.adapter.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { createKeyFileSecrets } from '../system/secrets/key-file-secrets.adapter.ts'

/** A restore needs no agent, and may meet none: it holds the data lock itself. Refuses as `restoreBackup` does. */
export function restoreAgent(request: RestoreRequest): Promise<RestoreReport> {
  return restoreBackup(request, {
    clock: systemClock,
    pid: process.pid,
    newId: randomUUID,
    secretsIn: (folder) => createKeyFileSecrets({ file: join(folder, 'secrets.key') }),
    storeIn: (folder) => createDirectoryStore({ folder: join(folder, 'certificates') }),
    readIssued: readIssuedCertificate,
  })
}
