import type { skippedSentences, stepSentences } from '@mylzip/shared/domain/run-steps.ts'

export const leftOut: typeof skippedSentences = {
  programs: 'Kein Programm hier benutzt es',
  proof: 'Für andere Orte bestimmt, hier ist also nichts im Einsatz zu sehen',
}

export const sentences: typeof stepSentences = {
  key: { doing: 'Privater Schlüssel wird auf diesem Gerät erzeugt', done: 'Privater Schlüssel auf diesem Gerät erzeugt und versiegelt' },
  order: { doing: 'Zertifikat wird beantragt', done: 'Zertifikat beantragt' },
  challenge: { doing: 'Nachweis, dass der Name zu diesem Gerät gehört', done: 'Name nachgewiesen' },
  certificate: { doing: 'Warten auf das Zertifikat', done: 'Zertifikat ausgestellt' },
  store: { doing: 'Zertifikat wird im Speicher abgelegt', done: 'Im Zertifikatspeicher abgelegt' },
  programs: { doing: 'Programme werden darauf umgestellt', done: 'Programme benutzen es' },
  proof: { doing: 'Es wird geprüft, ob es wirklich im Einsatz ist', done: 'Im Einsatz gesehen' },
}
