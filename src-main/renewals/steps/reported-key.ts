import { openKey } from '../../certificates/bundle.ts'
import { isCompromised } from '../../certificates/key-choice.policy.ts'
import { type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import type { RunContext } from '../run-context.ts'

/** Whether the sealed key of a version was reported as compromised, whichever version it was reported with. */
export async function isReported({ db, secrets }: Pick<RunContext, 'db' | 'secrets'>, version: VersionRow): Promise<boolean> {
  const compromised = await versionRepository(db).compromised(version.certificate_id)
  return compromised.length > 0 && isCompromised(await openKey(secrets, version), compromised)
}
