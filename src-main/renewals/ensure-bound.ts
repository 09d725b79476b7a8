import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Kysely } from 'kysely'
import { chainOf, type KeyPlaces, openBundle } from '../certificates/bundle.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import { targetRepository } from '../certificates/target.repository.ts'
import type { IssuedVersion } from '../certificates/version.repository.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { asked } from './of-target.ts'

export type BindingNeeds = KeyPlaces & { db: Kysely<AgentTables>; clock: Clock }

/**
 * Makes the program present this version, unless it does, and reads back that its own configuration says so. A program that lives
 * in this process forgets it when the process ends. Answers whether it was told. Refuses as the target does, and with TARGET_UNREADABLE
 * and TARGET_BOUND_OTHER.
 */
export async function ensureBound(
  needs: BindingNeeds,
  certificate: CertificateRow,
  version: IssuedVersion,
  target: DeployTarget,
): Promise<boolean> {
  if ((await asked(target.bound())) === version.thumbprint) return false
  await tell(needs, certificate, version, target)
  return true
}

/** The same, also where it presents this version already: for whoever asks for it. */
export async function tell(needs: BindingNeeds, certificate: CertificateRow, version: IssuedVersion, target: DeployTarget): Promise<void> {
  await rememberFound(needs, target)
  await bind(needs, certificate, version, target)
  const found = await asked(target.bound())
  if (found !== version.thumbprint)
    throw new Refusal('TARGET_BOUND_OTHER', { target: target.label, expected: version.thumbprint, found: found ?? 'no certificate' })
}

/** Once, before it is told for the first time: by that it can be given back what it had, whoever made that. */
async function rememberFound({ clock, db }: BindingNeeds, target: DeployTarget): Promise<void> {
  const row = await targetRepository(db).named(target.id)
  if (row === undefined || row.found_at !== null) return
  await targetRepository(db).update(row.id, { found_thumbprint: (await asked(target.bound())) ?? null, found_at: clock.now() })
}

/** Without the key where the program finds it in the store by itself. Refuses with KEY_HELD_* where it needs one that nobody is given. */
async function bind(needs: KeyPlaces, certificate: CertificateRow, version: IssuedVersion, target: DeployTarget): Promise<void> {
  if (target.bindStored) return target.bindStored(chainOf(certificate, version), version.thumbprint)
  const bundle = await openBundle(needs, certificate, version).catch((error: unknown) => {
    if (!isRefusal(error, 'KEY_NOT_EXPORTABLE')) throw error
    throw new Refusal(
      version.key_custody === 'tpm' ? 'KEY_HELD_BY_TPM' : 'KEY_HELD_BY_STORE',
      { name: nameOf(certificate), target: target.label },
      { cause: error },
    )
  })
  await target.bind(bundle, version.thumbprint)
}
