import { X509Certificate } from 'node:crypto'
import { RevocationReason } from '@mylzip/shared/domain/revocation-reasons.ts'
import type { Chain, PastVersion } from '@mylzip/shared/operations/history.ts'
import type { Kysely } from 'kysely'
import type { AuditService } from '../../audit/audit.service.ts'
import type { AgentTables } from '../../system/database/schema.ts'
import { splitCertificates } from '../../system/x509/certificates.policy.ts'
import { nameOf } from '../certificate.repository.ts'
import { versionView } from '../certificate-view.ts'
import { findIssued, findManaged } from '../find-issued.ts'
import { isIssued, type VersionRow, versionRepository } from '../version.repository.ts'
import { drawChain } from './draw-chain.ts'
import { actionsOnKeys, type KeyedVersion, keyHistory } from './key-history.policy.ts'

export interface HistoryNeeds {
  db: Kysely<AgentTables>
  audit: Pick<AuditService, 'ofActions'>
  /** PEM: those that this machine trusts. */
  machineRoots(): readonly string[]
  /** PEM files' texts: those that were given for one authority. */
  givenRoots(): Promise<readonly string[]>
}

/** What was issued for a certificate, who signed it, and where its keys have been. */
export function createHistory({ db, audit, machineRoots, givenRoots }: HistoryNeeds) {
  return {
    async versions(certificateId: string): Promise<PastVersion[]> {
      const certificate = await findManaged(db, certificateId)
      const rows = await versionRepository(db).all(certificateId)
      const records = {
        name: nameOf(certificate),
        versions: rows.map(keyed),
        entries: await audit.ofActions(actionsOnKeys),
      }
      const views = rows.filter(isIssued).map(async (row): Promise<PastVersion> => {
        const consumers = await versionRepository(db).consumers(certificateId, row.number)
        return {
          ...versionView(row, consumers, certificate.next_attempt_at),
          inUse: row.number === certificate.current_version,
          keyType: row.key_type,
          revocationReason: RevocationReason.nullable().catch(null).parse(row.revocation_reason),
          key: keyHistory(keyed(row), records),
        }
      })
      return (await Promise.all(views)).toReversed()
    },

    async chain(certificateId: string, version: number | undefined): Promise<Chain> {
      const found = await findIssued(db, await findManaged(db, certificateId), version)
      const given = (await givenRoots()).flatMap(splitCertificates)
      const anchors = { machine: machineRoots().flatMap(readable), given: given.flatMap(readable) }
      return { version: found.number, ...drawChain(splitCertificates(found.chain_pem).map(read), anchors) }
    },
  }
}

const read = (pem: string) => new X509Certificate(pem)

/** A machine may list a root that no library reads; it vouches for nothing. */
function readable(pem: string): X509Certificate[] {
  try {
    return [read(pem)]
  } catch {
    return []
  }
}

function keyed(row: VersionRow): KeyedVersion {
  const leaf = row.chain_pem === null ? undefined : read(row.chain_pem)
  return {
    number: row.number,
    serial: row.serial,
    publicKey: leaf?.publicKey.export({ type: 'spki', format: 'der' }).toString('base64') ?? null,
    isElsewhere: row.key_custody === 'elsewhere',
  }
}
