import type { Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { Channel, UpdateRule } from './update.policy.ts'
import type { OfferedUpdate } from './update-source.port.ts'

/** An offered update, and whether it is an older version than this one. */
export interface NewVersion extends OfferedUpdate {
  isOlder: boolean
  /** It is installed with an administrator's rights, which Windows asks about, and so never by itself. */
  needsAdministrator: boolean
}

/** What is going on; `waiting`: the person has chosen to update, and a run has to end first. */
export type UpdateProgress =
  | { kind: 'current' }
  | { kind: 'looking' }
  | { kind: 'fetching'; version: string }
  /** `refused`: why it was not installed when it was chosen. It can be chosen again. */
  | { kind: 'ready'; update: NewVersion; refused?: Refusal | undefined }
  | { kind: 'waiting' | 'installing'; update: NewVersion }
  | { kind: 'failed'; refusal: Refusal }

export interface UpdateState {
  progress: UpdateProgress
  /** Undefined until it is known. */
  rule: UpdateRule | undefined
}

export const nothingDone: UpdateState = { progress: { kind: 'current' }, rule: undefined }

/** The version that can be installed, whatever else is going on. */
export function readyVersion({ progress }: UpdateState): NewVersion | undefined {
  return 'update' in progress ? progress.update : undefined
}

/** What went wrong last, where that still matters. */
export function failureOf({ progress }: UpdateState): Refusal | undefined {
  if (progress.kind === 'failed') return progress.refusal
  return progress.kind === 'ready' ? progress.refused : undefined
}

export const channelOf = ({ rule }: UpdateState): Channel | undefined => (rule?.kind === 'on' ? rule.channel : undefined)
