import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { hasKeyOf } from '../../acme/issued-chain.ts'
import { openKey } from '../../certificates/bundle.ts'
import { isCompromised } from '../../certificates/key-choice.policy.ts'
import { type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import type { RunContext } from '../run-context.ts'

/** Whether the sealed key of a version was reported as compromised, whichever version it was reported with. */
export async function isReported({ db, secrets }: Pick<RunContext, 'db' | 'secrets'>, version: VersionRow): Promise<boolean> {
  const compromised = await versionRepository(db).compromised(version.certificate_id)
  return compromised.length > 0 && isCompromised(await openKey(secrets, version), compromised)
}

/** Refuses with KEY_COMPROMISED a request whose key was reported: nobody here can make another. */
export async function refuseReported({ certificate, db }: Pick<RunContext, 'certificate' | 'db'>, csr: Uint8Array): Promise<void> {
  const compromised = await versionRepository(db).compromised(certificate.id)
  if (compromised.some(({ chain_pem }) => chain_pem !== null && hasKeyOf(chain_pem, csr))) throw new Refusal('KEY_COMPROMISED')
}
