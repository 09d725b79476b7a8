import { openKey } from '../../certificates/bundle.ts'
import { namesOf } from '../../certificates/certificate.repository.ts'
import { issuedColumns } from '../../certificates/issued-columns.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { knownVersion, type RunContext, type Step } from '../run-context.ts'
import { isExempt } from './order.step.ts'
import { orderUrlOf } from './order-url.ts'

/** Hands in the CSR and fetches the chain. From here on the certificate is issued. */
export const certificateStep: Step = {
  name: 'certificate',
  async work(context) {
    const { authority, certificate, clock, directoryUrl, limits, readIssued, run } = context
    await authority.prepareAccount()
    const chain = await authority.finalize(orderUrlOf(run), await requestOf(context), certificate.preferred_chain ?? undefined)
    const facts = await readIssued(chain[0] ?? '')
    const exempt = await isExempt(context)
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

/** Made here of the sealed key, or brought along as it is. */
async function requestOf(context: RunContext): Promise<Uint8Array> {
  const { certificate, keys, secrets } = context
  return certificate.csr ?? keys.csr(await openKey(secrets, knownVersion(context)), namesOf(certificate))
}
