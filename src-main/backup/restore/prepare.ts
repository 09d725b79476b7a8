import { createPrivateKey, X509Certificate } from 'node:crypto'
import { join } from 'node:path'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import { openKey } from '../../certificates/bundle.ts'
import { certificateRepository, nameOf } from '../../certificates/certificate.repository.ts'
import { isIssued, versionRepository } from '../../certificates/version.repository.ts'
import { loadDeviceKey } from '../../device/device-key.service.ts'
import { connect } from '../../system/database/connect.adapter.ts'
import { closeInOneFile } from '../../system/database/settle.adapter.ts'
import type { Secrets } from '../../system/secrets/secrets.port.ts'
import { settingsRepository } from '../../system/settings.repository.ts'
import { tokenRepository } from '../../tokens/token.repository.ts'
import type { BackupContent } from '../content/read-content.ts'
import { type ExistingState, lookAtExisting } from './existing-state.ts'
import { type Kept, mergeNewer } from './merge.repository.ts'
import { takeNewerFromStore } from './newer-in-store.ts'
import { putRight } from './put-right.ts'
import { openAll, openedByBackup, sealAnew } from './reseal.ts'
import type { RestoreNeeds } from './restore-needs.ts'
import { restoredSetting } from './restored.setting.ts'

export interface Prepared {
  existing: ExistingState['kind']
  kept: (Kept & SinceBackup) | undefined
  /** Names whose newer certificate was found in the store. */
  fromStore: string[]
  /** Names whose key is nowhere here. */
  missingKeys: string[]
}

/** By their names, what is managed otherwise than the backup has it. */
export interface SinceBackup {
  /** Managed since. */
  added: string[]
  /** Forgotten since, and stays so. */
  forgotten: string[]
}

/** Makes of the staged database what this machine goes on with: nothing outside the staged folder is changed by it. */
export async function prepare(
  folder: string,
  staged: string,
  file: string,
  content: BackupContent,
  needs: RestoreNeeds,
): Promise<Prepared> {
  const { clock, progress, readIssued } = needs
  const secrets = needs.secretsIn(staged)
  const store = needs.storeIn(folder)
  const existing = await lookAtExisting(folder, needs.secretsIn(folder), content.manifest.publicKey)
  const db = await connect(join(staged, 'agent.db'))
  try {
    const opened = await openedByBackup(db, content.secrets, file)
    // One that was revoked since would be good again, and another machine's programs would be let in here: those of this one stay.
    await tokenRepository(db).forgetAll()
    const isSame = existing.kind === 'same-device'
    const before = await managedIn(db)
    const merged = isSame ? await mergeNewer(db, existing.file) : undefined
    const kept = merged && { ...merged, ...differences(before, await managedIn(db)) }
    progress?.('merged')
    await sealAnew(db, isSame ? new Map([...opened, ...existing.opened]) : opened, secrets)
    progress?.('sealed')
    const fromStore = isSame ? [] : await takeNewerFromStore({ db, clock, secrets, store, readIssued })
    const missingKeys = await putRight(db, store, isSame)
    const { auditHead, madeAt } = content.manifest.contents
    const restored = { at: clock.now(), backupAt: fromTimestamp(madeAt), head: auditHead, recorded: false }
    await settingsRepository(db).set(restoredSetting, restored)
    return { existing: existing.kind, kept, fromStore, missingKeys }
  } finally {
    await closeInOneFile(db)
  }
}

async function managedIn(db: Parameters<typeof certificateRepository>[0]): Promise<string[]> {
  return (await certificateRepository(db).list()).map(nameOf)
}

function differences(before: readonly string[], after: readonly string[]): SinceBackup {
  const without = (some: readonly string[], others: readonly string[]) => some.filter((name) => !others.includes(name))
  return { added: without(after, before), forgotten: without(before, after) }
}

/** Opens what was prepared as the next start will: every key, and each with the certificate it belongs to. */
export async function checkPrepared(staged: string, secrets: Secrets): Promise<void> {
  const db = await connect(join(staged, 'agent.db'))
  try {
    if ((await openAll(db, secrets)) > 0) await loadDeviceKey({ db, secrets })
    for (const { id } of await certificateRepository(db).list())
      for (const version of await versionRepository(db).all(id)) {
        if (!isIssued(version) || version.sealed_key === null) continue
        const key = createPrivateKey(await openKey(secrets, version))
        if (!new X509Certificate(version.chain_pem).checkPrivateKey(key)) throw new Error(`${id} ${version.number} has another key`)
      }
  } finally {
    await closeInOneFile(db)
  }
}
