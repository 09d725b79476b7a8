import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { Kysely } from 'kysely'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { type CertificateRow, certificateRepository } from './certificate.repository.ts'
import { certificateView } from './certificate-view.ts'
import { runRepository } from './run.repository.ts'
import { versionRepository } from './version.repository.ts'

/** Reads certificates the way callers see them. */
export function createCertificateService({ db, clock }: { db: Kysely<AgentTables>; clock: Clock }) {
  const certificates = certificateRepository(db)
  const versions = versionRepository(db)
  const runs = runRepository(db)

  async function view(certificate: CertificateRow): Promise<Certificate> {
    const { id, current_version } = certificate
    const version = current_version === null ? await versions.latestIssued(id) : await versions.find(id, current_version)
    const consumers = version ? await versions.consumers(id, version.number) : []
    return certificateView({ certificate, version, consumers, lastRun: await runs.lastOf(id) }, clock.now())
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
