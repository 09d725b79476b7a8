import type { quotaRefusals as english } from '../../../domain/refusals/quota.ts'
import type { InGerman } from './in-german.ts'

export const quotaRefusals: InGerman<typeof english> = {
  ORDER_QUEUED: {
    sentence:
      'Die Zertifizierungsstelle unter {directory} nimmt von allen Geräten zusammen nur eine begrenzte Zahl neuer Zertifikate an. Dieses ist an der Reihe: {until}.',
    next: 'Nichts zu tun: Das Gerät beantragt es dann von selbst.',
  },
}
