import { isRefusal } from '@mylzip/shared/domain/refusal.ts'
import { openKey } from '../../certificates/bundle.ts'
import { type CertificateRow, nameOf, namesOf } from '../../certificates/certificate.repository.ts'
import { issuedColumns } from '../../certificates/issued-columns.ts'
import { tpmKey } from '../../certificates/tpm-key.ts'
import { type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import type { RunContext } from '../run-context.ts'
import { requestOf } from './request-of.ts'

/**
 * An order may have been handed in before its key was reported, by a process that was killed meanwhile: then there is a certificate
 * with an exposed key that nobody here knows of. It is fetched, written down and revoked. Answers whether there was one.
 * Refuses as the authority does, where it does not even say; one that does not revoke it leaves it recorded, and told in the log.
 */
export async function takeBackIssued(context: RunContext): Promise<boolean> {
  const { authority, certificate, run, version } = context
  if (!version || run.order_url === null) return false
  const chain = await authority.finished(run.order_url, await requestOf(context, version)).catch((error: unknown) => {
    // The order is gone, or brought a certificate for another key: nothing that is known here.
    if (isRefusal(error, 'ACME_ORDER_LOST')) return undefined
    throw error
  })
  if (!chain) return false
  await record(context, certificate, chain)
  await revoke(context, certificate, version, chain)
  return true
}

/** With the reason at once: whatever happens next, it is never put anywhere (isOverdue), and its key never used again. */
async function record(context: RunContext, certificate: CertificateRow, chain: readonly string[]): Promise<void> {
  const { audit, clock, db, directoryUrl: directory_url, limits, readIssued, run } = context
  const facts = await readIssued(chain[0] ?? '')
  const exempt = await limits.wasExempt(db, directory_url, namesOf(certificate))
  const entry = await db.transaction().execute(async (tx) => {
    await limits.record(tx, directory_url, 'certificate', facts.names, { exempt })
    const columns = { directory_url, ...issuedColumns(chain, facts), issued_at: clock.now(), revocation_reason: 'keyCompromise' as const }
    await versionRepository(tx).update(certificate.id, run.number, columns)
    const { serial, thumbprint, issuer } = facts
    return audit.record(tx, {
      actor: 'agent',
      action: 'certificate-issued',
      subject: nameOf(certificate),
      detail: { serial, thumbprint, issuer },
    })
  })
  audit.announce(entry)
}

async function revoke(context: RunContext, certificate: CertificateRow, version: VersionRow, chain: readonly string[]): Promise<void> {
  const { audit, authority, clock, db, log, run, secrets, store } = context
  const [certificatePem = ''] = chain
  const reason = 'keyCompromise'
  // By the exposed key first, as whoever reports one does (../../certificates/revocation.service.ts).
  const byKey = async () => authority.revoke({ certificatePem, reason, signedBy: await exposedKey() }).then(() => 'certificate-key')
  const exposedKey = async () =>
    version.key_custody === 'tpm' ? tpmKey(store, certificate, version) : { privateKeyPem: await openKey(secrets, version) }
  const byAccount = () => authority.revoke({ certificatePem, reason, signedBy: 'account' }).then(() => 'account')
  const signedBy = await byKey()
    .catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      return byAccount()
    })
    .catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      log.error('a certificate with an exposed key was not revoked', { number: run.number, code: error.code })
      return undefined
    })
  if (signedBy === undefined) return
  const entry = await db.transaction().execute(async (tx) => {
    await versionRepository(tx).update(certificate.id, run.number, { revoked_at: clock.now() })
    const detail = { revocation: reason, version: run.number, signedBy }
    return audit.record(tx, { actor: 'agent', action: 'certificate-revoked', subject: nameOf(certificate), detail })
  })
  audit.announce(entry)
}
