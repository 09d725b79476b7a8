import { isRefusal, Refusal } from '@mylzip/shared/domain/refusal.ts'
import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import { nameOf, namesOf } from '../../certificates/certificate.repository.ts'
import { issuedColumns } from '../../certificates/issued-columns.ts'
import { refuseReportedKey } from '../../certificates/refuse-reported-key.ts'
import { versionRepository } from '../../certificates/version.repository.ts'
import { knownVersion, type RunContext, type Step } from '../run-context.ts'
import { isWorthTaking } from '../worth-taking.policy.ts'
import { takeBackIssued } from './issued-with-reported-key.ts'
import { orderUrlOf } from './order-url.ts'
import { isReported } from './reported-key.ts'
import { requestOf } from './request-of.ts'

/** Hands in the CSR and fetches the chain. From here on the certificate is issued. */
export const certificateStep: Step = {
  name: 'certificate',
  async work(context) {
    const { authority, certificate, clock, db, directoryUrl, limits, readIssued, run } = context
    await authority.prepareAccount()
    const givenUp = await whyGivenUp(context)
    if (givenUp) {
      await takeBackIssued(context)
      throw givenUp
    }
    const preferred = certificate.preferred_chain ?? undefined
    const chain = await authority.finalize(
      orderUrlOf(run),
      await requestOf(context, knownVersion(context)),
      preferred,
      namesOf(certificate),
    )
    const facts = await readIssued(chain[0] ?? '')
    const exempt = await limits.wasExempt(db, directoryUrl, namesOf(certificate))
    const inUse = await versionRepository(db).inUse(certificate)
    if (!isWorthTaking(facts, inUse?.not_after ?? undefined, clock.now())) {
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

/** KEY_GIVEN_UP or KEY_COMPROMISED for a key that was reported since the key step. */
async function whyGivenUp(context: RunContext): Promise<Refusal | undefined> {
  const { certificate, db } = context
  if (certificate.csr === null) {
    const isGivenUp = await isReported(context, knownVersion(context))
    return isGivenUp ? new Refusal('KEY_GIVEN_UP', { name: nameOf(certificate) }) : undefined
  }
  return refuseReportedKey(db, certificate.csr).then(
    () => undefined,
    (error: unknown) => {
      if (isRefusal(error, 'KEY_COMPROMISED')) return error
      throw error
    },
  )
}
