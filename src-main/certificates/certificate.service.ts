import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { Kysely } from 'kysely'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { type CertificateRow, certificateRepository, nameOf } from './certificate.repository.ts'
import { certificateView } from './certificate-view.ts'
import { runRepository } from './run.repository.ts'
import { isIssued, type VersionRow, versionRepository } from './version.repository.ts'

interface Needs {
  db: Kysely<AgentTables>
  clock: Clock
  /** Where nobody looks after the store, so that what is on record may be no longer so: it is looked at when it is asked for. */
  store?: Pick<CertificateStore, 'stamp'> | undefined
}

/** Reads certificates the way callers see them. */
export function createCertificateService({ db, clock, store }: Needs) {
  const certificates = certificateRepository(db)
  const versions = versionRepository(db)
  const runs = runRepository(db)

  async function view(certificate: CertificateRow): Promise<Certificate> {
    const { id, current_version } = certificate
    const onRecord = current_version === null ? await versions.latestIssued(id) : await versions.find(id, current_version)
    const version = onRecord && (await isGone(certificate, onRecord)) ? { ...onRecord, store_location: null } : onRecord
    const consumers = version ? await versions.consumers(id, version.number) : []
    return certificateView({ certificate, version, consumers, lastRun: await runs.lastOf(id) }, clock.now())
  }

  async function isGone(certificate: CertificateRow, version: VersionRow): Promise<boolean> {
    if (store === undefined || !isIssued(version) || version.store_location === null) return false
    return (await store.stamp(nameOf(certificate), version.thumbprint)) === undefined
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
