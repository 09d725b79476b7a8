import { day, hour, second, toTimestamp } from '@mylzip/shared/domain/time.ts'
import {
  failedRun,
  interceptedFailure,
  sampleActivity,
  sampleCertificate,
  sampleDevice,
  sampleNow,
  sampleRun,
  sampleSnapshot,
  sampleVersion,
} from '../support/samples.ts'
import type { Script } from '../support/scripted-agent.ts'

const longName = `${'a-very-long-friendly-label-that-somebody-typed-in'.padEnd(63, 'x')}.${'department-of-radiology'.padEnd(63, 'y')}.myl.test`
const statesSince = (age: number) => {
  const at = toTimestamp(sampleNow - age)
  return { issued: at, installed: at, bound: at, verified: at }
}
const notVerified = { ...sampleVersion().states, verified: null }

/** Every state a person can meet, by name. */
export const scenes = {
  protected: { snapshot: sampleSnapshot({ runs: [sampleRun(7)] }) },
  practice: {
    snapshot: sampleSnapshot({
      about: { ...sampleSnapshot().about, practice: true },
      certificates: [
        sampleCertificate({
          current: sampleVersion({ consumers: sampleVersion().consumers.map((consumer) => ({ ...consumer, trust: 'issuer' })) }),
        }),
      ],
    }),
  },
  'test-authority': {
    snapshot: sampleSnapshot({
      certificates: [
        sampleCertificate({
          current: sampleVersion({ consumers: sampleVersion().consumers.map((consumer) => ({ ...consumer, trust: 'issuer' })) }),
        }),
      ],
    }),
  },
  elsewhere: {
    snapshot: sampleSnapshot({
      certificates: [
        sampleCertificate({
          kind: 'ordered',
          names: ['intranet.customer.example'],
          current: sampleVersion({ states: { ...sampleVersion().states, bound: null, verified: null }, consumers: [] }),
        }),
      ],
      runs: [sampleRun(7)],
    }),
  },
  working: { snapshot: sampleSnapshot({ certificates: [sampleCertificate({ health: 'working' })], runs: [sampleRun(2)] }) },
  'first-run': {
    snapshot: sampleSnapshot({
      certificates: [sampleCertificate({ health: 'working', current: null, renewal: null })],
      runs: [sampleRun(3, { reason: 'first' })],
      activity: sampleActivity(1),
    }),
  },
  attention: {
    snapshot: sampleSnapshot({
      certificates: [sampleCertificate({ health: 'attention', failure: interceptedFailure })],
      runs: [failedRun(interceptedFailure)],
    }),
  },
  'not-protected': {
    snapshot: sampleSnapshot({
      certificates: [
        sampleCertificate({
          health: 'not-protected',
          failure: interceptedFailure,
          renewal: { at: toTimestamp(sampleNow - 12 * day), reason: 'emergency' },
          current: sampleVersion({
            notBefore: toTimestamp(sampleNow - 93 * day),
            notAfter: toTimestamp(sampleNow - 3 * day),
            states: statesSince(93 * day),
          }),
        }),
      ],
      runs: [failedRun(interceptedFailure)],
    }),
  },
  'not-served': {
    snapshot: sampleSnapshot({
      certificates: [
        sampleCertificate({
          health: 'not-protected',
          current: sampleVersion({
            states: notVerified,
            consumers: sampleVersion().consumers.map((consumer) => ({
              ...consumer,
              verifiedAt: null,
              trust: null,
              failure: {
                code: 'PROOF_NOT_REACHED',
                sentence: 'Device page did not answer at 127.0.0.1:18443: the connection was refused.',
                nextStep: 'Check that Device page is running and listens at 127.0.0.1:18443.',
                data: { target: 'Device page', address: '127.0.0.1:18443', reason: 'ECONNREFUSED' },
                at: toTimestamp(sampleNow - 5 * second),
                nextAttemptAt: toTimestamp(sampleNow + hour),
              },
            })),
          }),
        }),
      ],
    }),
  },
  'first-failed': {
    snapshot: sampleSnapshot({
      certificates: [sampleCertificate({ health: 'not-protected', current: null, renewal: null, failure: interceptedFailure })],
      runs: [failedRun(interceptedFailure)],
      activity: sampleActivity(2),
    }),
  },
  'not-enrolled': { snapshot: sampleSnapshot({ device: null, certificates: [], activity: [] }) },
  'long-names': {
    snapshot: sampleSnapshot({
      device: sampleDevice({ name: longName, team: 'The team with the longest name that anybody has ever given to a team of theirs' }),
      certificates: [
        sampleCertificate({
          names: [longName, `*.${longName}`],
          current: sampleVersion({
            issuer: 'CN=An Intermediate With A Rather Long Common Name G2, O=A Certificate Authority Of Considerable Standing, C=US',
            consumers: [1, 2, 3].map((number) => ({
              ...(sampleVersion().consumers[0] ?? neverHappens()),
              target: `iis-${number}`,
              label: `Internet Information Services · the intranet of the department of radiology, site ${number}`,
              address: `${longName}:${443 + number}`,
            })),
          }),
        }),
      ],
    }),
  },
  'published-addresses': {
    snapshot: sampleSnapshot({
      device: sampleDevice({
        lanAddresses: {
          publish: true,
          published: ['192.168.7.23', 'fd00:7::23'],
          resolution: { status: 'unknown-here', checkedAt: toTimestamp(sampleNow - 4 * hour), answers: [] },
        },
      }),
    }),
  },
} satisfies Record<string, Script>

export type SceneName = keyof typeof scenes

function neverHappens(): never {
  throw new Error('the sample has a consumer')
}
