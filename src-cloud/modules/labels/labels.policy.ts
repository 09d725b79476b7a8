import { type LabelFault, labelFault } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'
import { reservedLabel, wordLike } from '@mylzip/shared/domain/reserved-labels.policy.ts'

const reasons: Record<LabelFault, string> = {
  length: 'it must have 1 to 63 characters',
  characters: 'only letters a to z, digits and hyphens are possible',
  hyphens: 'a hyphen cannot stand first, last, or third and fourth',
}

/**
 * LABEL_UNUSABLE or LABEL_CONFUSABLE with its reason in words, or undefined when a device or team may bear this label as
 * far as the service itself is concerned. `more` are kept for it too.
 */
export function labelRefusal(label: string, more: Iterable<string> = []): Refusal | undefined {
  const fault = labelFault(label)
  if (fault) return new Refusal('LABEL_UNUSABLE', { label, reason: reasons[fault] })
  const reserved = reservedLabel(label, more)
  if (reserved?.kind === 'exactly') return new Refusal('LABEL_UNUSABLE', { label, reason: 'it is kept for the service itself' })
  return reserved && new Refusal('LABEL_CONFUSABLE', { label, other: reserved.word, whose: 'is kept for the service itself' })
}

/** Why a device may not bear a word that its team keeps for itself, or one like it. */
export function ownWordRefusal(label: string, words: readonly string[]): Refusal | undefined {
  const word = wordLike(label, words)
  if (word === undefined) return undefined
  if (word === label) return new Refusal('LABEL_UNUSABLE', { label, reason: 'your organisation keeps it for itself' })
  return new Refusal('LABEL_CONFUSABLE', { label, other: word, whose: 'your organisation keeps for itself' })
}
