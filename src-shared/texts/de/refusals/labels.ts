import type { labelRefusals as english } from '../../../domain/refusals/labels.ts'
import type { InGerman } from './in-german.ts'

export const labelRefusals: InGerman<typeof english> = {
  LABEL_TAKEN: {
    sentence: 'Der Name {label} ist schon vergeben. Ein anderer ist nötig.',
    next: 'Einen anderen Namen wählen.',
  },
  LABEL_UNUSABLE: {
    sentence: 'Der Name {label} geht nicht: {reason}.',
    next: 'Einen anderen Namen wählen: Buchstaben, Ziffern und Bindestriche.',
  },
  LABEL_CONFUSABLE: {
    sentence: 'Der Name {label} ist leicht mit {other} zu verwechseln ({whose}).',
    next: 'Einen Namen wählen, den niemand mit {other} verwechselt: 1 sieht aus wie l und i, 0 wie o, rn wie m, vv wie w, und Bindestriche werden übersehen.',
  },
  ZONE_UNKNOWN: {
    sentence: 'Diese Cloud vergibt keine Namen in {zone}, sondern in: {zones}.',
    next: 'Eine davon wählen: {zones}.',
  },
}
