import { nextStepOf, type Refusal } from '@mylzip/shared/domain/refusal.ts'
import type { UpdateProgress as ToldProgress, Updates } from '@mylzip/shared/operations/desktop.ts'
import type { z } from 'zod'
import type { UpdateProgress, UpdateState } from '../updates/update-state.policy.ts'

/** What the pages are told of updates; null while it is not known whether there are any. */
export function toldUpdates({ progress, rule }: UpdateState): Updates | null {
  if (rule === undefined) return null
  if (rule.kind === 'off') return { settledBy: rule.because, channel: null, progress: { kind: 'current' } }
  return { settledBy: rule.isFixed ? 'organisation' : 'person', channel: rule.channel, progress: toldProgress(progress) }
}

function toldProgress(progress: UpdateProgress): z.infer<typeof ToldProgress> {
  if (progress.kind === 'failed') return { kind: 'failed', ...told(progress.refusal) }
  if (!('update' in progress)) return progress
  const { isOlder, needsAdministrator, notes, version } = progress.update
  const refused = progress.kind === 'ready' ? progress.refused : undefined
  return { kind: progress.kind, update: { version, notes, isOlder, needsAdministrator }, refused: refused ? told(refused) : null }
}

const told = ({ code, data, message }: Refusal) => ({ code, sentence: message, nextStep: nextStepOf(code, data) })
