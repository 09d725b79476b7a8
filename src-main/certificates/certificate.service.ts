import type { RenewalRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { Kysely } from 'kysely'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { type CertificateRow, certificateRepository, nameOf } from './certificate.repository.ts'
import { certificateView } from './certificate-view.ts'
import { runRepository } from './run.repository.ts'
import { createServedHere, type ServedHere } from './served-here.ts'
import type { Standstills } from './standstills.ts'
import { isIssued, type VersionRow, versionRepository } from './version.repository.ts'

interface Needs {
  db: Kysely<AgentTables>
  clock: Clock
  /** Where nobody looks after the store, so that what is on record may be no longer so: it is looked at when it is asked for. */
  store?: Pick<CertificateStore, 'find' | 'stamp'> | undefined
  standstills: Pick<Standstills, 'of'>
  servedHere?: ServedHere
  /** What the organisation wants of renewals. */
  renewalRules?: (() => RenewalRules | undefined) | undefined
}

/** Reads certificates the way callers see them. */
export function createCertificateService(needs: Needs) {
  const { db, clock, store, standstills, servedHere: isServed = createServedHere(), renewalRules } = needs
  const certificates = certificateRepository(db)
  const versions = versionRepository(db)
  const runs = runRepository(db)

  async function view(certificate: CertificateRow): Promise<Certificate> {
    const { id, current_version } = certificate
    const onRecord = current_version === null ? await versions.latestIssued(id) : await versions.find(id, current_version)
    const version = onRecord && (await asItLies(certificate, onRecord))
    const consumers = version ? await versions.consumers(id, version.number) : []
    const lastRun = await runs.lastOf(id)
    const servedHere = version !== undefined && (await isServed(db, certificate, version.number))
    const facts = { certificate, version, consumers, lastRun, servedHere, standstill: standstills.of(id), hours: renewalRules?.()?.hours }
    return certificateView(facts, clock.now())
  }

  /** Where it lies at this moment: a data folder may have been copied or moved since that was written down. */
  async function asItLies(certificate: CertificateRow, version: VersionRow): Promise<VersionRow> {
    if (store === undefined || !isIssued(version) || version.store_location === null) return version
    const name = nameOf(certificate)
    const isThere = (await store.stamp(name, version.thumbprint)) !== undefined
    const found = isThere ? await store.find(name, version.thumbprint).catch(() => undefined) : undefined
    return { ...version, store_location: found?.location ?? null, key_location: found?.keyLocation ?? null }
  }

  return {
    async list(): Promise<Certificate[]> {
      return Promise.all((await certificates.list()).map(view))
    },
    async get(certificateId: string): Promise<Certificate> {
      const certificate = await certificates.find(certificateId)
      if (!certificate) throw new Refusal('CERTIFICATE_NOT_FOUND', { certificateId })
      return view(certificate)
    },
  }
}

export type CertificateService = ReturnType<typeof createCertificateService>
