import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import type { ExplainedFailure } from '@mylzip/shared/operations/doctor.ts'
import { isItsOwnReason } from '@mylzip/shared/operations/own-reasons.policy.ts'
import { type Dependent, dependsOn } from './dependence.policy.ts'
import type { Found } from './found.ts'

/** Kinds of checks that can explain a failure, the likeliest first. By code, else by how the code begins. */
const explaining: readonly (readonly [prefix: string, kinds: readonly string[]])[] = [
  ['ACME_UNREACHABLE', ['network', 'resolver', 'proxy', 'authority', 'ipv6']],
  ['ACME_TLS_UNTRUSTED', ['interception', 'authority', 'clock']],
  ['ACME_TLS_EXPIRED', ['clock', 'authority']],
  ['ACME_NOT_A_DIRECTORY', ['authority', 'proxy']],
  ['ACME_TIMEOUT', ['authority', 'proxy', 'ipv6']],
  ['ACME_BUSY', ['authority']],
  ['ACME_CAA_FORBIDS', ['caa']],
  ['ACME_VALIDATION_DNS', ['zone-servers', 'dnssec', 'delegation', 'caa', 'own-name']],
  ['ACME_VALIDATION_CONNECTION', ['ports', 'ipv6', 'own-name']],
  ['ACME_VALIDATION_TLS', ['ports', 'ipv6', 'own-name']],
  ['ACME_VALIDATION_WRONG_ANSWER', ['ports', 'webroot', 'own-name', 'ipv6', 'zone-servers']],
  ['ACME_VALIDATION_', ['delegation', 'zone-servers', 'dnssec', 'ports', 'webroot', 'own-name', 'caa', 'ipv6']],
  ['ACME_ANSWERED_BY_PAGE', ['authority', 'proxy']],
  ['ACME_', ['authority', 'clock', 'proxy']],
  ['PROXY_', ['proxy']],
  ['SIGN_IN_PAGE', ['authority', 'cloud']],
  ['CLOCK_', ['clock']],
  ['CHALLENGE_PORT_', ['ports']],
  ['WEBROOT_NOT_SERVED', ['ports', 'webroot']],
  ['WEBROOT_', ['webroot', 'disk-space']],
  ['DELEGATION_', ['delegation', 'zone-servers', 'resolver']],
  ['DNS_CLOCK_DIFFERS', ['clock']],
  ['DNS_', ['zone-servers', 'resolver', 'dnssec', 'network']],
  ['CLOUD_UNREACHABLE', ['network', 'zip-names', 'resolver', 'proxy', 'cloud', 'interception', 'clock']],
  ['CLOUD_', ['cloud']],
  ['DEVICE_UNKNOWN', ['cloud']],
  ['ASSERTION_INVALID', ['clock', 'cloud']],
  ['ENROLMENT_', ['cloud']],
  ['NOT_ENROLLED', ['cloud']],
  ['DISK_FULL', ['disk-space']],
  ['DATA_FOLDER_', ['permissions', 'disk-space']],
  ['DATABASE_', ['database', 'disk-space']],
  ['SECRET_UNREADABLE', ['sealed-keys', 'permissions']],
  ['KEYS_NEED_DESKTOP', ['sealed-keys']],
  ['KEY_STORE_SILENT', ['sealed-keys']],
  ['SEALED_KEY_WRONG', ['sealed-keys']],
  ['STORE_', ['store', 'disk-space', 'permissions']],
  ['TARGET_FAILED', ['served', 'store', 'uses']],
  ['TARGET_UNREADABLE', ['uses']],
  ['TARGET_NOT_GIVEN_BACK', ['served', 'store', 'uses']],
  ['PROOF_NOT_VALID', ['clock', 'served']],
  ['PROOF_', ['served', 'store']],
  ['PORT_', ['ports', 'served']],
]

export function kindsExplaining(code: RefusalCode): readonly string[] {
  // One that was ended from here says so plainly, whatever the authority calls it.
  if (code.startsWith('ACME_ACCOUNT_')) return ['account']
  if (isItsOwnReason(code)) return []
  return explaining.find(([prefix]) => code.startsWith(prefix))?.[1] ?? []
}

export type RecordedFailure = Omit<ExplainedFailure, 'explainedBy'>

/**
 * The findings that explain a recorded failure: what stands in the way now, where such a failure comes from, of what
 * this certificate depends on.
 */
export function explain(failure: RecordedFailure, findings: readonly Found[], certificate: Dependent | undefined): ExplainedFailure {
  const kinds = kindsExplaining(failure.code)
  const rank = ({ code, kind, status }: Found) => (code === failure.code ? 0 : 100) + (status === 'failed' ? 0 : 50) + kinds.indexOf(kind)
  const explainedBy = findings
    .filter(({ status }) => status === 'failed' || status === 'warning')
    .filter(({ certificateId }) => certificateId === undefined || certificateId === failure.certificateId)
    .filter(({ about }) => certificate === undefined || dependsOn(certificate, about))
    // A certificate's own check repeats its last failure: that explains nothing.
    .filter(({ kind, code }) => kinds.includes(kind) || (code === failure.code && kind !== 'certificate'))
    .sort((a, b) => rank(a) - rank(b))
  return { ...failure, explainedBy: explainedBy.map(({ id }) => id) }
}

/** Checks in the order in which they are worth reading: that no program runs, then those that could explain the newest failure. */
export function inOrder<T extends { kind: string; certificateId?: string | undefined }>(
  checks: readonly T[],
  failures: readonly RecordedFailure[],
): T[] {
  const newest = [...failures].sort((a, b) => (a.at < b.at ? 1 : -1))[0]
  if (!newest) return [...checks]
  const kinds = kindsExplaining(newest.code)
  const rank = ({ kind, certificateId }: T) => {
    if (kind === 'program') return -1
    const place = kinds.indexOf(kind)
    if (place < 0 || (certificateId !== undefined && certificateId !== newest.certificateId)) return kinds.length
    return place
  }
  return [...checks].sort((a, b) => rank(a) - rank(b))
}
