import { join } from 'node:path'
import { inEnglish, saying } from '@mylzip/shared/domain/saying.ts'
import type { AuditReport } from '@mylzip/shared/operations/audit.ts'
import type { Kysely } from 'kysely'
import { type SealedValue, sealedValuesRepository } from '../backup/content/sealed-values.repository.ts'
import { isInStoreAlone, keyPurpose } from '../certificates/bundle.ts'
import { type CertificateRow, nameOf } from '../certificates/certificate.repository.ts'
import { isKeyLost } from '../certificates/key-lost.policy.ts'
import { type IssuedVersion, isIssued } from '../certificates/version.repository.ts'
import type { UseMap } from '../consumers/use-map.service.ts'
import type { DeployTarget } from '../deploy-targets/target.port.ts'
import type { Probe } from '../monitoring/probe.port.ts'
import type { CertificateStore } from '../stores/store.port.ts'
import type { Clock } from '../system/clock.port.ts'
import type { AgentTables } from '../system/database/schema.ts'
import { sealedThing } from '../system/secrets/purpose.policy.ts'
import type { Secrets } from '../system/secrets/secrets.port.ts'
import { splitCertificates } from '../system/x509/certificates.policy.ts'
import type { Check } from './check.port.ts'
import { checkAuditLog } from './checks/audit-log.check.ts'
import { checkCertificate } from './checks/certificate.check.ts'
import { checkDatabase } from './checks/database.check.ts'
import { checkPorts } from './checks/ports.check.ts'
import { checkSealedKeys, type SealedKey } from './checks/sealed-keys.check.ts'
import { checkServed } from './checks/served.check.ts'
import { checkStore } from './checks/store.check.ts'
import { checkUses } from './checks/uses.check.ts'
import { checkWebroot } from './checks/webroot.check.ts'
import { folderChecks } from './folder-checks.ts'
import { databaseHealth } from './machine/database-health.repository.ts'
import { lookAtPort } from './machine/ports.adapter.ts'
import { publicKeyPemOf } from './machine/public-key.policy.ts'
import { lookAtWebroot } from './machine/webroot.adapter.ts'
import type { Patient } from './patient.ts'
import { portUseOf } from './proof-ways.policy.ts'
import { notInPlace } from './records.repository.ts'

export interface NearSide extends Pick<Patient, 'certificates'> {
  folder: string
  db: Kysely<AgentTables>
  secrets: Secrets
  store: CertificateStore
  probe: Probe
  targetsFor(certificate: CertificateRow, number: number): Promise<readonly DeployTarget[]>
  audit: { verify(): Promise<AuditReport> }
  useMap: Pick<UseMap, 'lookAnew'>
  clock: Clock
  pid: number
  /** HTTP’s and HTTPS’s. */
  usualPorts?: readonly number[]
}

/** What is on this machine: its disk, its ports, what is kept here, and how the certificates stand. */
export function machineChecks({
  folder,
  db,
  secrets,
  store,
  probe,
  targetsFor,
  audit,
  useMap,
  clock,
  pid,
  usualPorts = [80, 443],
  certificates,
}: NearSide): Check[] {
  const databaseFile = join(folder, 'agent.db')
  const inUse = certificates.flatMap(({ row, version }) => {
    if (!row || !isIssued(version) || (version.installed_at === null && !isKeyLost(version))) return []
    const { chain_pem: chainPem, number, thumbprint } = version
    const name = nameOf(row)
    const whyNotInPlace = () => notInPlace(db, name, thumbprint)
    const installed = { name, number, thumbprint, chainPem, isOnlyCopy: isInStoreAlone(version), whyNotInPlace }
    return [{ ...installed, row, version, targets: () => targetsFor(row, number) }]
  })
  return [
    ...checkPorts({
      uses: certificates.flatMap(({ row, proof, names: [name = ''] }) => {
        const use = portUseOf(proof, name)
        return use ? [{ ...use, certificateId: row?.id }] : []
      }),
      lookAtPort,
      usual: usualPorts,
      ownPid: pid,
    }),
    ...certificates.flatMap(({ row, proof, names: [name = ''] }) =>
      proof.via === 'http-webroot' ? [checkWebroot({ name, folder: proof.folder, certificateId: row?.id }, lookAtWebroot)] : [],
    ),
    ...folderChecks(folder),
    checkDatabase(databaseFile, () => databaseHealth(databaseFile, db)),
    checkSealedKeys(async () => {
      const publicKeys = new Map(inUse.map(({ row, version }) => [keyPurpose(row.id, version.number), publicKeyOf(version)]))
      return (await sealedValuesRepository(db).all()).map((value) => sealedKey(value, publicKeys.get(value.purpose), secrets))
    }),
    checkAuditLog(audit.verify),
    checkStore(store, store.place, inUse),
    checkServed(
      probe,
      inUse.filter(({ version }) => version.not_after > clock.now()),
    ),
    checkUses(useMap.lookAnew),
    ...certificates.flatMap(({ row, sight }) => (row && sight ? [checkCertificate(row.id, sight, clock)] : [])),
  ]
}

function publicKeyOf({ chain_pem }: IssuedVersion): string | undefined {
  return publicKeyPemOf(splitCertificates(chain_pem)[0])
}

function sealedKey({ purpose, row, sealed }: SealedValue, publicKeyPem: string | undefined, secrets: Secrets): SealedKey {
  const form = purpose === 'device-key' ? 'der' : /^(acme-account|certificate-key)\b/.test(purpose) ? 'pem' : 'secret'
  const labelSaid = saying('seen.sealed', { what: sealedThing(purpose), which: Object.values(row).join(', ') })
  return {
    ...{ label: inEnglish(labelSaid), labelSaid },
    open: () => secrets.open(sealed, purpose),
    form,
    publicKeyPem,
  }
}
