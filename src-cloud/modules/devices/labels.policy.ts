import { type LabelFault, labelFault } from '@mylzip/shared/domain/device-names.policy.ts'
import { Refusal } from '@mylzip/shared/domain/refusal.ts'

const reasons: Record<LabelFault, string> = {
  length: 'it must have 1 to 63 characters',
  characters: 'only letters a to z, digits and hyphens are possible',
  hyphens: 'a hyphen cannot stand first, last, or third and fourth',
  reserved: 'it is kept for the service itself',
}

/** LABEL_UNUSABLE with its reason in words, or undefined when a device or team may bear this label. */
export function labelRefusal(label: string, reserved: ReadonlySet<string> = new Set()): Refusal | undefined {
  const fault = labelFault(label) ?? (reserved.has(label) ? 'reserved' : undefined)
  return fault && new Refusal('LABEL_UNUSABLE', { label, reason: reasons[fault] })
}
