import type { Kysely } from 'kysely'
import { isInStoreAlone } from '../../certificates/bundle.ts'
import { type CertificateRow, certificateRepository, nameOf } from '../../certificates/certificate.repository.ts'
import { isKeyLost } from '../../certificates/key-lost.policy.ts'
import { keyPlaceOf } from '../../certificates/tpm-key.ts'
import { isIssued, type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import { devicePageSetting, lanAddressesSetting } from '../../device/device.settings.ts'
import type { CertificateStore } from '../../stores/store.port.ts'
import type { AgentTables } from '../../system/database/schema.ts'
import { settingsRepository } from '../../system/settings.repository.ts'

/**
 * What belongs to the machine rather than to the agent: where certificates lie, what was seen being served, addresses
 * and ports. Answers the names of certificates whose key is nowhere here.
 */
export async function putRight(db: Kysely<AgentTables>, store: CertificateStore, isSameState: boolean): Promise<string[]> {
  const settings = settingsRepository(db)
  // Nobody knows what the cloud publishes by now: it is told again.
  await settings.set(lanAddressesSetting, { ...(await settings.get(lanAddressesSetting)), published: [], unsure: true })
  if (!isSameState) await settings.set(devicePageSetting, { ...(await settings.get(devicePageSetting)), port: null })
  const missing: string[] = []
  for (const certificate of await certificateRepository(db).list())
    if (await putCertificateRight(db, store, certificate, isSameState)) missing.push(nameOf(certificate))
  return missing
}

/** Answers whether the key of the version in use is lost. */
async function putCertificateRight(db: Kysely<AgentTables>, store: CertificateStore, certificate: CertificateRow, isSameState: boolean) {
  const versions = versionRepository(db)
  // The authority is asked for its window before anything is ordered.
  await certificateRepository(db).update(certificate.id, { window_ask_again_at: null })
  for (const version of await versions.all(certificate.id)) {
    await versions.update(certificate.id, version.number, await whereItLies(store, nameOf(certificate), version))
    if (!isSameState) await versions.forgetPrograms(certificate.id, version.number)
  }
  return isKeyLost(await versions.inUse(certificate))
}

async function whereItLies(store: CertificateStore, name: string, version: VersionRow) {
  const nowhere = { store_kind: null, store_location: null, key_location: null }
  // A key in the TPM that was waiting for its certificate then may be in use by now: it is left alone, and another is made.
  if (!isIssued(version) || version.installed_at === null) return nowhere
  const found = await store.find(name, version.thumbprint).catch(() => undefined)
  const isWhole = found?.hasKey || version.key_custody === 'elsewhere'
  if (found && isWhole)
    return { store_kind: store.kind, store_location: found.location, key_location: keyPlaceOf(version, found.keyLocation) }
  // What is sealed is put into the store again; what is not was in another machine's alone.
  return isInStoreAlone(version) ? { ...nowhere, installed_at: null, key_custody: 'destroyed' as const } : nowhere
}
