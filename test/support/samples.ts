import { nextStepOf, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { runSteps } from '@mylzip/shared/domain/run-steps.ts'
import { day, hour, minute, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Activity, Certificate, CertificateVersion, Device, Failure, Run, Snapshot } from '@mylzip/shared/operations/values.ts'

/** When the screens of these samples are looked at. */
export const sampleNow = Date.parse('2026-11-21T13:00:00Z')
const ago = (ms: number) => toTimestamp(sampleNow - ms)
const ahead = (ms: number) => toTimestamp(sampleNow + ms)

export const certificateId = '5f0c3f9e-0d5b-4a53-9d0e-6f6f6a3a8f01'
export const name = 'k7f3q9xz.acme.myl.test'

export function sampleDevice(change: Partial<Device> = {}): Device {
  return {
    deviceId: 'dev-4q8t2h6k',
    name,
    team: 'Acme Dental',
    cloud: 'http://127.0.0.1:18080',
    enrolledAt: ago(40 * day),
    lanAddresses: { publish: false, published: [], resolution: null },
    devicePage: { url: `https://${name}:18443/`, openToLan: false },
    ...change,
  }
}

export function sampleVersion(change: Partial<CertificateVersion> = {}): CertificateVersion {
  const issued = 18 * day
  return {
    number: 2,
    serial: '04A1C2B39F7E5D6041C8AA17E2D90B3F6C11',
    thumbprint: 'B7E4F0A1C2D3948576E1F2031425364758697A8B',
    issuer: 'CN=Practice Intermediate 1, O=MyL.Zip practice',
    directory: 'https://127.0.0.1:14000/directory',
    notBefore: ago(issued + hour),
    notAfter: ahead(83 * day),
    states: { issued: ago(issued), installed: ago(issued - second), bound: ago(issued - 2 * second), verified: ago(3 * minute) },
    store: {
      kind: 'directory',
      location: '/home/ana/.local/share/mylzip/store/k7f3q9xz.acme.myl.test/current',
      keyLocation: '/home/ana/.local/share/mylzip/store/k7f3q9xz.acme.myl.test/current/privkey.pem',
    },
    keyCustody: 'sealed',
    revokedAt: null,
    consumers: [
      {
        target: 'device-page',
        label: 'Device page',
        address: '127.0.0.1:18443',
        boundAt: ago(issued - 2 * second),
        verifiedAt: ago(3 * minute),
        trust: 'root',
        failure: null,
      },
    ],
    ...change,
  }
}

export function sampleCertificate(change: Partial<Certificate> = {}): Certificate {
  return {
    id: certificateId,
    names: [name],
    directory: 'https://127.0.0.1:14000/directory',
    profile: 'classic',
    kind: 'device',
    fallbackDirectories: [],
    keyType: 'rsa-2048',
    keyUse: 'new',
    exportable: true,
    preferredChain: null,
    proof: { via: 'automatic' },
    setByOrganisation: [],
    health: 'protected',
    current: sampleVersion(),
    renewal: { at: ahead(22 * day), reason: 'ari-window' },
    failure: null,
    ...change,
  }
}

/** A run that has come to the step of this number, counted from 0; seven means that it is over. */
export function sampleRun(stepsDone: number, change: Partial<Run> = {}): Run {
  const startedAt = sampleNow - 4 * second
  const length = 400
  return {
    id: '0b7c1d22-8a51-4f0e-8f3b-2d1c0a9e7701',
    certificateId,
    reason: 'asked',
    status: stepsDone >= runSteps.length ? 'succeeded' : 'running',
    startedAt: toTimestamp(startedAt),
    endedAt: stepsDone >= runSteps.length ? toTimestamp(startedAt + stepsDone * length) : null,
    steps: runSteps.map((step, index) => ({
      step,
      status: index < stepsDone ? 'done' : index === stepsDone ? 'running' : 'waiting',
      startedAt: index <= stepsDone ? toTimestamp(startedAt + index * length) : null,
      endedAt: index < stepsDone ? toTimestamp(startedAt + (index + 1) * length) : null,
    })),
    acmeRequests: stepsDone,
    failure: null,
    ...change,
  }
}

export function failedRun(failure: Failure): Run {
  const run = sampleRun(2, { status: 'failed', endedAt: ago(10 * minute), failure, reason: 'retry' })
  return {
    ...run,
    steps: run.steps.map((record) => (record.status === 'running' ? { ...record, status: 'failed', endedAt: ago(0) } : record)),
  }
}

const intercepted = { directory: 'https://127.0.0.1:14000/directory', issuer: 'Fortinet CA SN 4711' }

export const interceptedFailure: Failure = {
  code: 'ACME_TLS_UNTRUSTED',
  sentence: sentenceOf('ACME_TLS_UNTRUSTED', intercepted),
  nextStep: nextStepOf('ACME_TLS_UNTRUSTED', intercepted),
  data: intercepted,
  at: ago(10 * minute),
  nextAttemptAt: ahead(50 * minute),
}

export function sampleActivity(count: number): Activity[] {
  const kinds = [
    { action: 'certificate.verified', sentence: `The device page was seen serving the certificate for ${name}.`, actor: 'agent' },
    { action: 'certificate.installed', sentence: `The certificate for ${name} was put into the store.`, actor: 'agent' },
    { action: 'certificate.issued', sentence: `A certificate for ${name} was issued.`, actor: 'agent' },
    { action: 'renewal.asked', sentence: `A renewal for ${name} was asked for.`, actor: 'person at the dashboard' },
  ]
  return Array.from({ length: count }, (_, index) => {
    const seq = count - index
    const { action, sentence, actor } = kinds[index % kinds.length] ?? { action: '', sentence: '', actor: '' }
    return {
      seq,
      at: ago(3 * minute + index * 37 * minute),
      actor,
      action,
      subject: name,
      sentence,
      detail: { version: 2, thumbprint: 'B7E4F0A1' },
    }
  })
}

export function sampleSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    about: {
      version: '0.1.0',
      mode: 'browser',
      dataFolder: '/home/ana/.local/share/mylzip',
      directory: 'https://127.0.0.1:14000/directory',
      practice: false,
    },
    device: sampleDevice(),
    certificates: [sampleCertificate()],
    pause: null,
    runs: [],
    activity: sampleActivity(12),
    ...change,
  }
}
