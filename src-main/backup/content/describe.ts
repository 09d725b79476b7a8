import { toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { BackupContents, KeyInBackup } from '@mylzip/shared/operations/backup.ts'
import type { Kysely } from 'kysely'
import { auditRepository } from '../../audit/audit.repository.ts'
import { type CertificateRow, certificateRepository, nameOf, namesOf } from '../../certificates/certificate.repository.ts'
import { type VersionRow, versionRepository } from '../../certificates/version.repository.ts'
import { deviceRepository } from '../../device/device.repository.ts'
import type { Clock } from '../../system/clock.port.ts'
import type { AgentTables } from '../../system/database/schema.ts'

/** What a database of this agent holds, as a person is told of a backup of it. */
export async function describeDatabase(db: Kysely<AgentTables>, clock: Clock, version: string): Promise<BackupContents> {
  const identity = await deviceRepository(db).identity()
  const rows = await certificateRepository(db).list()
  const certificates = await Promise.all(rows.map((row) => describeCertificate(db, row)))
  const entry = (await auditRepository(db).page({ limit: 1 }))[0]
  return {
    madeAt: toTimestamp(clock.now()),
    version,
    device: identity ? { deviceId: identity.deviceId, name: identity.name } : null,
    certificates,
    missingKeys: rows.filter((_, index) => ['destroyed', 'tpm'].includes(certificates[index]?.key ?? 'none')).map(nameOf),
    auditHead: entry ? { seq: entry.seq, hash: entry.hash } : null,
  }
}

async function describeCertificate(db: Kysely<AgentTables>, row: CertificateRow): Promise<BackupContents['certificates'][number]> {
  const versions = versionRepository(db)
  const version = row.current_version === null ? await versions.latestIssued(row.id) : await versions.find(row.id, row.current_version)
  return {
    names: namesOf(row),
    serial: version?.serial ?? null,
    notAfter: version?.not_after == null ? null : toTimestamp(version.not_after),
    key: keyOf(version),
  }
}

function keyOf(version: VersionRow | undefined): KeyInBackup {
  if (!version) return 'none'
  return version.key_custody === 'sealed' ? 'included' : version.key_custody
}
