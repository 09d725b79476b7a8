import type { RefusalCode } from '@mylzip/shared/domain/refusals.ts'
import { expect, test } from 'vitest'
import { type Dependent, heldUpBy } from '#main/doctor/dependence.policy.ts'
import { explain as explainOf, inOrder, type RecordedFailure } from '#main/doctor/explain.policy.ts'
import type { Found } from '#main/doctor/found.ts'

const failure = (code: RefusalCode, at = '2026-11-21T08:00:00.000Z'): RecordedFailure => ({
  certificateId: 'one',
  name: 'one.test',
  code,
  sentence: '',
  at,
  nextAttemptAt: null,
})
const found = (kind: string, status: Found['status'], code: RefusalCode | null = null, certificateId?: string): Found => ({
  id: certificateId ? `${kind}:${certificateId}` : kind,
  kind,
  group: 'network',
  title: '',
  status,
  code,
  sentence: '',
  nextStep: null,
  evidence: [],
  obstacles: [],
  durationMs: 0,
  certificateId,
})

const one: Dependent = { certificateId: 'one', name: 'one.test', needs: ['https://a.test/dir', 'https://fallback.test/dir'] }
const explain = (what: RecordedFailure, findings: Found[]) => explainOf(what, findings, one)

test('the finding with the failure’s own code explains it best', () => {
  const findings = [found('clock', 'failed', 'CLOCK_WRONG'), found('interception', 'failed', 'ACME_TLS_UNTRUSTED'), found('resolver', 'ok')]
  expect(explain(failure('ACME_TLS_UNTRUSTED'), findings).explainedBy).toEqual(['interception', 'clock'])
})

test('a clock that is wrong explains why a certificate seemed to have ended', () => {
  expect(explain(failure('ACME_TLS_EXPIRED'), [found('clock', 'failed', 'CLOCK_WRONG')]).explainedBy).toEqual(['clock'])
})

test('a blocked .zip name explains a cloud that does not answer', () => {
  const findings = [found('cloud', 'failed', 'CLOUD_UNREACHABLE'), found('zip-names', 'failed', 'ZIP_NAMES_BLOCKED')]
  expect(explain(failure('CLOUD_UNREACHABLE'), findings).explainedBy).toEqual(['cloud', 'zip-names'])
})

test('another certificate’s finding explains nothing', () => {
  const findings = [found('caa', 'failed', 'ACME_CAA_FORBIDS', 'other'), found('caa', 'failed', 'ACME_CAA_FORBIDS', 'one')]
  expect(explain(failure('ACME_CAA_FORBIDS'), findings).explainedBy).toEqual(['caa:one'])
})

test('what works explains nothing, and a certificate’s own failure is not its reason', () => {
  const findings = [found('authority', 'ok'), found('proxy', 'skipped'), found('certificate', 'warning', 'ACME_UNREACHABLE', 'one')]
  expect(explain(failure('ACME_UNREACHABLE'), findings).explainedBy).toEqual([])
})

test('after a failure the doctor begins with what belongs to it', () => {
  const checks = ['network', 'caa', 'clock', 'authority'].map((kind) => ({ kind }))
  expect(inOrder(checks, [failure('ACME_TLS_EXPIRED')]).map(({ kind }) => kind)).toEqual(['clock', 'authority', 'network', 'caa'])
  expect(inOrder(checks, [])).toEqual(checks)
})

test('of several failures the newest decides', () => {
  const checks = ['disk-space', 'caa', 'clock'].map((kind) => ({ kind }))
  const failures = [failure('DISK_FULL', '2026-11-20T08:00:00.000Z'), failure('ACME_CAA_FORBIDS')]
  expect(inOrder(checks, failures)[0]).toEqual({ kind: 'caa' })
})

test('an authority that a certificate does not use explains none of its failures', () => {
  const authority = (url: string): Found => ({ ...found('authority', 'failed', 'ACME_UNREACHABLE'), id: `authority:${url}`, about: [url] })
  const findings = ['https://b.test/dir', 'https://fallback.test/dir'].map(authority)
  expect(explain(failure('ACME_UNREACHABLE'), findings).explainedBy).toEqual(['authority:https://fallback.test/dir'])
  expect(explain(failure('ACME_PROTOCOL'), findings).explainedBy).toEqual(['authority:https://fallback.test/dir'])
})

test.each(['ACME_NAME_REFUSED', 'ACME_PROFILE_UNKNOWN', 'ACME_CSR_REFUSED', 'ACME_QUOTA_REACHED', 'ACME_RATE_LIMITED'] as const)(
  '%s says itself why, so nothing on the way is blamed',
  (code) => {
    const findings = [found('authority', 'failed', 'ACME_UNREACHABLE'), found('clock', 'failed', 'CLOCK_WRONG')]
    expect(explain(failure(code), findings).explainedBy).toEqual([])
  },
)

test('what fails holds up those certificates that need it, failed or not', () => {
  const other: Dependent = { certificateId: 'other', name: 'other.test', needs: ['https://b.test/dir'] }
  const holdsUp = (finding: Found) => heldUpBy(finding, [one, other])
  expect(holdsUp({ ...found('authority', 'failed'), about: ['https://b.test/dir'] })).toEqual(['other.test'])
  expect(holdsUp({ ...found('resolver', 'failed'), about: ['a.test'] })).toEqual(['one.test'])
  expect(holdsUp(found('resolver', 'failed'))).toEqual(['one.test', 'other.test'])
  expect(holdsUp(found('zone-servers', 'failed', null, 'one'))).toEqual(['one.test'])
  expect(holdsUp({ ...found('interception', 'warning'), about: ['https://b.test/dir'] })).toEqual([])
})

test('what is found of a name that is only planned explains no certificate’s failure', () => {
  const planned = { ...found('zone-servers', 'failed', 'DNS_SERVER_UNREACHABLE'), about: ['planned.test'] }
  expect(explain(failure('DNS_SERVER_UNREACHABLE'), [planned]).explainedBy).toEqual([])
  const own: Dependent = { certificateId: undefined, name: 'planned.test', needs: ['planned.test'] }
  expect(heldUpBy(planned, [one, own])).toEqual(['planned.test'])
})
