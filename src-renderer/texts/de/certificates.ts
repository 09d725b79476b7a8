import type { certificates as english } from '../en/certificates.ts'

export const certificates: typeof english = {
  certificates: {
    heading: 'Zertifikate',
    column: { state: 'Zustand', names: 'Namen', issuer: 'Aussteller', safeUntil: 'Sicher bis', usedBy: 'Benutzt von' },
    notIssued: 'Noch nicht ausgestellt',
    more: (name, others) => `${name} und ${others} weitere`,
    emptyTitle: 'Noch keine Zertifikate',
    empty: 'Jedes Zertifikat dieses Geräts erscheint hier, mit seinem Zustand und den Programmen, die es benutzen.',
    order: 'Ein Zertifikat bestellen',
  },
}
