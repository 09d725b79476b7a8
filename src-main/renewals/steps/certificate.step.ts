import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { type Instant, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { openKey } from '../../certificates/bundle.ts'
import { nameOf, namesOf } from '../../certificates/certificate.repository.ts'
import { issuedColumns } from '../../certificates/issued-columns.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { knownVersion, type RunContext, type Step } from '../run-context.ts'
import { isWorthTaking } from '../worth-taking.policy.ts'
import { isExempt } from './order.step.ts'
import { orderUrlOf } from './order-url.ts'
import { isReported } from './reported-key.ts'

/** Hands in the CSR and fetches the chain. From here on the certificate is issued. */
export const certificateStep: Step = {
  name: 'certificate',
  async work(context) {
    const { authority, certificate, clock, db, directoryUrl, limits, readIssued, run } = context
    await authority.prepareAccount()
    const chain = await authority.finalize(orderUrlOf(run), await requestOf(context), certificate.preferred_chain ?? undefined)
    const facts = await readIssued(chain[0] ?? '')
    const exempt = await isExempt(context)
    if (!isWorthTaking(facts, await inUseUntil(context), clock.now())) {
      // The authority counts it all the same.
      await limits.record(db, directoryUrl, 'certificate', facts.names, { exempt })
      throw new Refusal('ACME_CERTIFICATE_ENDED', { end: toTimestamp(facts.notAfter) })
    }
    return {
      async save(tx) {
        await limits.record(tx, directoryUrl, 'certificate', facts.names, { exempt })
        await limits.recordSuccess(tx, directoryUrl)
        await versionRepository(tx).update(certificate.id, run.number, {
          directory_url: directoryUrl,
          ...issuedColumns(chain, facts),
          issued_at: clock.now(),
        })
      },
      audit: { action: 'certificate-issued', detail: { serial: facts.serial, thumbprint: facts.thumbprint, issuer: facts.issuer } },
    }
  },
}

async function inUseUntil({ certificate, db }: RunContext): Promise<Instant | undefined> {
  const { current_version } = certificate
  const inUse = current_version === null ? undefined : await versionRepository(db).find(certificate.id, current_version)
  return inUse?.not_after ?? undefined
}

/** Made here of the sealed key, or brought along as it is. Refuses with KEY_GIVEN_UP what was reported since the key step. */
async function requestOf(context: RunContext): Promise<Uint8Array> {
  const { certificate, keys, secrets } = context
  if (certificate.csr !== null) return certificate.csr
  const version = knownVersion(context)
  if (await isReported(context, version)) throw new Refusal('KEY_GIVEN_UP', { name: nameOf(certificate) })
  return keys.csr(await openKey(secrets, version), namesOf(certificate))
}
