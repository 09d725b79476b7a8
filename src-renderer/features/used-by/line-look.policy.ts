import type { CertificateUse, UseEffect, UseOutlook } from '@mylzip/shared/operations/consumers.ts'

/** How a line stands out: what becomes of the use by itself, or what a change would do to it. */
export type LineLook = UseOutlook | 'foreign' | UseEffect

/** What somebody else manages is theirs to follow; that it ends or cannot be read is worth saying all the same. */
export function lookOf({ outlook, standing }: Pick<CertificateUse, 'outlook' | 'standing'>): LineLook {
  return standing === 'foreign' && (outlook === 'left-behind' || outlook === 'unknown') ? 'foreign' : outlook
}

/** As they are listed. */
export const looksInOrder = [
  ...(['followed', 'left-behind', 'ends-soon', 'ended', 'broken', 'foreign', 'unknown'] as const),
  ...(['switches', 'stays', 'distrusted', 'loses', 'untouched'] as const),
] as const satisfies LineLook[]

interface Drawn {
  /** Lengths of strokes and gaps, as SVG has them; undefined: one whole line. */
  dashes?: string
  /** In 16 × 16. */
  mark: string
  tone: 'calm' | 'soft' | 'watch' | 'bad'
}

const check = 'm4 8.5 2.7 2.7L12 5.5'
const cross = 'm4.8 4.8 6.4 6.4m0-6.4-6.4 6.4'
const bar = 'M4.5 8h7'
const exclamation = 'M8 4v5m0 2.6v.4'

/** Each differs from the others by its strokes and its mark, so that no colour is needed to tell them apart. */
export const drawnAs: Readonly<Record<LineLook, Drawn>> = {
  followed: { mark: check, tone: 'calm' },
  'left-behind': { dashes: '10 6', mark: bar, tone: 'soft' },
  'ends-soon': { dashes: '2 6', mark: exclamation, tone: 'watch' },
  ended: { dashes: '10 5 2 5', mark: 'M5 5h6v6H5Z', tone: 'bad' },
  broken: { dashes: '14 12', mark: cross, tone: 'bad' },
  foreign: { dashes: '1 4', mark: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z', tone: 'soft' },
  unknown: { dashes: '4 10', mark: 'M6.2 6.2a1.9 1.9 0 1 1 2.6 1.7c-.6.3-.8.6-.8 1.2M8 11.5v.3', tone: 'soft' },
  switches: { mark: 'M4.5 8h7m-3-3 3 3-3 3', tone: 'calm' },
  stays: { dashes: '10 6', mark: bar, tone: 'soft' },
  distrusted: { dashes: '2 6', mark: exclamation, tone: 'watch' },
  loses: { dashes: '14 12', mark: cross, tone: 'bad' },
  untouched: { dashes: '1 4', mark: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6Z', tone: 'soft' },
}
