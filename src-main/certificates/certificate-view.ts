import type { RenewalRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { healthOf } from '@mylzip/shared/domain/health.policy.ts'
import { type Instant, timestampOrNull, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, CertificateVersion, Consumer, OrganisationChoice, RenewalPlan } from '@mylzip/shared/operations/values.ts'
import { type CertificateRow, fallbackDirectoriesOf, namesOf, proofOf } from './certificate.repository.ts'
import { failureView, standstillView } from './failure-view.ts'
import { isKeyLost } from './key-lost.policy.ts'
import { inPlaceAt } from './programs.policy.ts'
import type { RunRow } from './run.repository.ts'
import type { Standstill } from './standstills.ts'
import { type ConsumerRow, type IssuedVersion, isIssued, type VersionRow } from './version.repository.ts'

export interface CertificateFacts {
  certificate: CertificateRow
  /** The version in use, else the newest issued one. */
  version: VersionRow | undefined
  consumers: ConsumerRow[]
  lastRun: RunRow | undefined
  standstill?: Standstill | undefined
  /** Whether programs of this device are to present the version. */
  servedHere: boolean
  /** The hours that the organisation wants renewals to begin in. */
  hours?: RenewalRules['hours']
}

/** A certificate as screens and callers see it. */
export function certificateView(
  { certificate, version, consumers, lastRun, servedHere, standstill, hours }: CertificateFacts,
  now: Instant,
): Certificate {
  const issued = isIssued(version) ? version : undefined
  const facts = {
    notAfter: issued?.not_after,
    // One that was put into the store and never made the current one is what no program sees.
    inPlace: issued !== undefined && issued.number === certificate.current_version && inPlaceAt(servedHere, issued) !== null,
    revoked: issued?.revoked_at != null,
    running: lastRun?.status === 'running' && standstill === undefined,
    // No retry settles what stands still: it is worth a person's attention at once.
    failedTries: standstill ? Math.max(2, certificate.failed_tries) : certificate.failed_tries,
  }
  // A failure that another choice has made void is not shown.
  const failed = lastRun?.status === 'failed' && certificate.failed_tries > 0 ? lastRun : undefined
  return {
    id: certificate.id,
    names: namesOf(certificate),
    kind: certificate.kind,
    directory: certificate.directory_url,
    fallbackDirectories: fallbackDirectoriesOf(certificate),
    profile: certificate.profile,
    keyType: certificate.key_type,
    keyUse: certificate.key_use,
    exportable: certificate.exportable === 1,
    preferredChain: certificate.preferred_chain,
    proof: proofOf(certificate),
    setByOrganisation: setByOrganisation(certificate),
    health: healthOf(facts, now),
    current: issued ? versionView(issued, consumers, certificate.next_attempt_at) : null,
    renewal: renewalView(certificate, hours),
    failure: standstill
      ? standstillView(standstill)
      : failed
        ? failureView(failed.failure_code, failed.failure_data, failed.ended_at, certificate.next_attempt_at)
        : null,
  }
}

function renewalView(certificate: CertificateRow, hours: RenewalRules['hours']): RenewalPlan | null {
  const { auto_renewal, renewal_at: at, renewal_reason: reason } = certificate
  if (auto_renewal === 0 || at === null || reason === null) return null
  // What presses waits for no hour of the day (renewals/hours.policy.ts).
  return { at: toTimestamp(at), reason, ...(hours && reason !== 'emergency' && { hours }) }
}

const choices: Readonly<Record<string, OrganisationChoice>> = {
  directory_url: 'authorities',
  profile: 'profile',
  key_type: 'keyType',
  exportable: 'exportable',
}

function setByOrganisation({ own_choices }: CertificateRow): OrganisationChoice[] {
  return Object.keys(JSON.parse(own_choices ?? '{}') as object).flatMap((column) => choices[column] ?? [])
}

export function versionView(version: IssuedVersion, consumers: ConsumerRow[], nextAttemptAt: Instant | null): CertificateVersion {
  const { key_location: keyLocation, store_kind: kind, store_location: location } = version
  const store = kind && location && keyLocation ? { kind, location, keyLocation } : null
  return {
    number: version.number,
    serial: version.serial,
    thumbprint: version.thumbprint,
    issuer: version.issuer,
    directory: version.directory_url,
    notBefore: toTimestamp(version.not_before),
    notAfter: toTimestamp(version.not_after),
    states: {
      issued: toTimestamp(version.issued_at),
      // When it was put there says nothing of what was taken away since.
      installed: store === null ? null : timestampOrNull(version.installed_at),
      bound: timestampOrNull(version.bound_at),
      verified: timestampOrNull(version.verified_at),
    },
    store,
    keyCustody: isKeyLost(version) ? 'lost' : version.key_custody,
    revokedAt: timestampOrNull(version.revoked_at),
    consumers: consumers.map((consumer) => consumerView(consumer, nextAttemptAt)),
  }
}

function consumerView(consumer: ConsumerRow, nextAttemptAt: Instant | null): Consumer {
  return {
    target: consumer.target,
    label: consumer.label,
    address: consumer.address,
    boundAt: timestampOrNull(consumer.bound_at),
    verifiedAt: timestampOrNull(consumer.verified_at),
    trust: consumer.trust,
    failure: failureView(consumer.failure_code, consumer.failure_data, consumer.failed_at, nextAttemptAt),
  }
}
