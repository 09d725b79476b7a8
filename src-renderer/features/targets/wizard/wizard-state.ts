import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { AddTargetInput, Target } from '@mylzip/shared/operations/targets.ts'
import type { CallFailure } from '../../../agent/failures.ts'
import { type Draft, draftFor } from '../form/draft.policy.ts'
import { type FormField, fieldsOf } from '../form/fields.policy.ts'

export const wizardSteps = ['what', 'settings', 'check'] as const
export type WizardStep = (typeof wizardSteps)[number]

/** What a person has said so far. It is kept when they go back a step. */
export interface Wish {
  certificateId: string | undefined
  kind: TargetKind | undefined
  fields: readonly FormField[]
  draft: Draft
  label: string
  password: string
  /** Once they fit. */
  settings: TargetSettings | undefined
}

/** The agent is on the same machine as the page, at either door. */
const system = navigator.userAgent.includes('Windows') ? 'windows' : 'others'

export function wishFor(kind: TargetKind | undefined, certificateId: string | undefined): Wish {
  const fields = kind === undefined ? [] : fieldsOf(kind, system)
  const draft = kind === undefined ? {} : draftFor(kind, fields)
  return { certificateId, kind, fields, draft, label: '', password: '', settings: undefined }
}

/** As the contract has it; undefined while something is missing. */
export function inputOf({ certificateId, label, password, settings }: Wish): AddTargetInput | undefined {
  if (certificateId === undefined || settings === undefined) return undefined
  return {
    certificateId,
    settings,
    ...(label.trim() === '' ? {} : { label: label.trim() }),
    ...(password === '' ? {} : { password }),
  }
}

/** What became of it: it is set up, and was told; or why it was not told, which is tried again by itself. */
export interface AddedTarget {
  target: Target
  notTold: CallFailure | undefined
}
