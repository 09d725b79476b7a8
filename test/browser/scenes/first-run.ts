import { nextStepOf, sentenceOf } from '@mylzip/shared/domain/refusal.ts'
import { minute, toTimestamp } from '@mylzip/shared/domain/time.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import { sampleDevice, sampleNow, sampleSnapshot } from '../../support/samples.ts'
import type { Script } from '../../support/scripted-agent.ts'

const snapshot = sampleSnapshot({ device: null, certificates: [], activity: [] })

export const nobodyAsked: EnrolmentView = { state: 'none', waiting: null, ended: null }
export const waitsForApproval: EnrolmentView = {
  state: 'waiting',
  waiting: {
    userCode: 'BCDF-GHJK',
    verificationUri: 'http://127.0.0.1:18080/activate',
    verificationUriComplete: 'http://127.0.0.1:18080/activate?code=BCDF-GHJK',
    expiresAt: toTimestamp(sampleNow + 15 * minute),
  },
  ended: null,
}
export const tooLate: EnrolmentView = {
  state: 'none',
  waiting: null,
  ended: { code: 'DEVICE_CODE_EXPIRED', sentence: sentenceOf('DEVICE_CODE_EXPIRED'), nextStep: nextStepOf('DEVICE_CODE_EXPIRED') },
}

/** What a person meets on the way in. */
export const firstRunScenes = {
  'set-up': { snapshot },
  'waits-for-approval': { snapshot, enrolment: { view: () => waitsForApproval } },
  copy: { snapshot: sampleSnapshot({ device: sampleDevice({ isCopy: true }) }) },
  'code-expired': { snapshot, enrolment: { view: () => tooLate } },
} satisfies Record<string, Script>
