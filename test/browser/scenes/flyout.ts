import { day, minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import { interceptedFailure, sampleCertificate, sampleNow, sampleRun, sampleSnapshot, sampleVersion } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const [devicePage] = sampleVersion().consumers
const program = (target: string, label: string, change: object = {}) => ({ ...(devicePage ?? neverHappens()), target, label, ...change })

/** What only the flyout shows, beside the states of the dashboard's own scenes. */
export const flyoutScenes = {
  programs: {
    snapshot: sampleSnapshot({
      certificates: [
        sampleCertificate({
          renewal: { at: toTimestamp(sampleNow + 22 * day), reason: 'ari-window', hours: { from: 8, to: 18 } },
          current: sampleVersion({
            consumers: [
              program('device-page', 'Device page'),
              program('rdp', 'Remote Desktop', { address: '127.0.0.1:3390' }),
              program('iis:intranet', 'IIS · intranet', { verifiedAt: null, trust: null }),
            ],
          }),
        }),
      ],
    }),
  },
  'about-to-end': {
    snapshot: sampleSnapshot({
      certificates: [
        sampleCertificate({
          health: 'attention',
          failure: { ...interceptedFailure, nextAttemptAt: toTimestamp(sampleNow + 9 * minute) },
          renewal: { at: toTimestamp(sampleNow - day), reason: 'emergency' },
          current: sampleVersion({ notBefore: toTimestamp(sampleNow - 88 * day), notAfter: toTimestamp(sampleNow + 2 * day) }),
        }),
      ],
      runs: [sampleRun(7)],
    }),
  },
} satisfies Record<string, Script>

function neverHappens(): never {
  throw new Error('the sample has a consumer')
}
