import { type DeviceState, type ToldCertificate, toldCertificates } from '@mylzip/shared/cloud-api/device-state.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { Kysely } from 'kysely'
import { certificateRepository } from '../certificates/certificate.repository.ts'
import { isIssued, versionRepository } from '../certificates/version.repository.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'

interface Needs {
  db: Kysely<AgentTables>
  clock: Clock
  version: string
  /** As screens show them. */
  list(): Promise<Certificate[]>
  /** The version of the organisation's policy that is obeyed; null: none is known. */
  policyVersion(): number | null
}

/** What the cloud is told of this device's certificates: nothing in it is a secret, and no name of a folder or a user. */
export function createToldCertificates({ db, clock, version, list, policyVersion }: Needs) {
  return {
    async state(): Promise<DeviceState> {
      const certificates = (await list()).slice(0, toldCertificates)
      return { version, policy: policyVersion(), certificates: await Promise.all(certificates.map(told)) }
    },
    /** Of every certificate that is still good, the leaf and where it was ordered: whoever has them can have them revoked. */
    async leaves(): Promise<{ serial: string; certificatePem: string; directory: string }[]> {
      const rows = await certificateRepository(db).list()
      const versions = (await Promise.all(rows.map(({ id }) => versionRepository(db).all(id)))).flat()
      return versions
        .filter(isIssued)
        .filter(({ not_after, revoked_at }) => not_after > clock.now() && revoked_at === null)
        .map(({ serial, chain_pem, directory_url }) => ({ serial, certificatePem: leafOf(chain_pem), directory: directory_url }))
    },
  }

  async function told({ id, names, kind, directory, keyType, health, current, renewal, failure }: Certificate): Promise<ToldCertificate> {
    const row = await certificateRepository(db).find(id)
    return {
      names,
      kind,
      directory,
      keyType,
      autoRenewal: row?.auto_renewal !== 0,
      health,
      current: current && {
        serial: current.serial,
        issuer: current.issuer,
        notBefore: current.notBefore,
        notAfter: current.notAfter,
        revokedAt: current.revokedAt,
        states: current.states,
        programs: current.consumers.slice(0, 50).map(({ label, address, verifiedAt, trust }) => ({ label, address, verifiedAt, trust })),
      },
      renewal,
      failure: failure && { code: failure.code, sentence: failure.sentence, at: failure.at, nextAttemptAt: failure.nextAttemptAt },
    }
  }
}

export type ToldCertificates = ReturnType<typeof createToldCertificates>

function leafOf(chainPem: string): string {
  const end = '-----END CERTIFICATE-----'
  return `${chainPem.slice(0, chainPem.indexOf(end) + end.length)}\n`
}
