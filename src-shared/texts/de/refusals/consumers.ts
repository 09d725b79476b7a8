import type { consumerRefusals as english } from '../../../domain/refusals/consumers.ts'
import type { InGerman } from './in-german.ts'

export const consumerRefusals: InGerman<typeof english> = {
  CERTIFICATE_IN_USE: {
    sentence: 'Das Zertifikat von {name} wird benutzt: {programs}. Ist es nicht mehr im Speicher, lässt es sich dort nicht mehr zeigen.',
    next: 'Zuerst ein anderes Zertifikat zuweisen ({programs}). Soll es wirklich wegfallen, das ausdrücklich sagen (--even-if-used).',
  },
  USES_UNREADABLE: {
    sentence: 'Welche Programme das Zertifikat benutzen, war nicht herauszufinden. Nicht anzusehen war: {what}. {reason}',
    next: 'Das zuerst klären. Soll das Zertifikat trotzdem aus dem Speicher, das ausdrücklich sagen (--even-if-used).',
  },
  PROGRAM_LEFT_BEHIND: {
    sentence:
      '{program} benutzt noch Version {version} des Zertifikats von {name}. Sie endet {notAfter}. Nichts stellt es auf eine andere um.',
    next: '{program} auf die neueste Version bringen: ein Ziel dafür einrichten oder das Zertifikat in den eigenen Einstellungen wählen.',
  },
  PROGRAM_WITHOUT_CERTIFICATE: {
    sentence: '{program} soll ein Zertifikat benutzen, das nicht mehr im Speicher ist ({thumbprint}). Zeigen kann es das nicht.',
    next: '{program} ein vorhandenes Zertifikat geben: ein Ziel dafür einrichten oder eines in den eigenen Einstellungen wählen.',
  },
}
