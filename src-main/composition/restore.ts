import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { readIssuedCertificate } from '../acme/issued-certificate.ts'
import { type RestoreReport, type RestoreRequest, restoreBackup } from '../backup/restore/restore.service.ts'
import type { RestoreStep } from '../backup/restore/restore-needs.ts'
import { systemClock } from '../system/clock.adapter.ts'
import { createKeyFileSecrets } from '../system/secrets/key-file-secrets.adapter.ts'
import { chooseStore } from './store-parts.ts'
import { windowsParts } from './windows-parts.ts'

/**
 * Restores with what the agent itself seals with and stores in (foundations.ts, place-parts.ts). Not an operation of a
 * running agent: it takes the data folder for itself, and refuses with DATA_FOLDER_IN_USE while one runs there.
 */
export async function restoreAgent(request: RestoreRequest, progress?: (step: RestoreStep) => void): Promise<RestoreReport> {
  const windows = windowsParts(request.folder, { isService: false })
  try {
    return await restoreBackup(request, {
      clock: systemClock,
      pid: process.pid,
      newId: randomUUID,
      secretsIn: (folder) => createKeyFileSecrets({ file: join(folder, 'secrets.key'), lock: windows?.keyLock }),
      storeIn: (folder) => chooseStore({ folder, clock: systemClock, powershell: windows?.powershell }),
      readIssued: readIssuedCertificate,
      ...(progress && { progress }),
    })
  } finally {
    await windows?.powershell.close()
  }
}
