import type { deploymentRefusals as english } from '../../../domain/refusals/deployment.ts'
import type { InGerman } from './in-german.ts'

export const deploymentRefusals: InGerman<typeof english> = {
  STORE_FAILED: {
    sentence: 'Das Zertifikat ließ sich nicht im Speicher {store} ablegen: {reason}.',
    next: 'Rechte und Platz von {store} prüfen.',
  },
  STORE_PLACE_TAKEN: {
    sentence: 'Das Zertifikat ließ sich nicht an seinen Platz legen: {path} ist im Weg und stammt nicht von diesem Programm.',
    next: '{path} woandershin verschieben. Ein laufendes Programm merkt das binnen einer Minute und legt das Zertifikat dorthin.',
  },
  STORE_FOLDER_FOREIGN: {
    sentence:
      'Der Ordner {path}, in dem ein privater Schlüssel liegt, gehört einem anderen Benutzer. Dieses Programm darf ihn sich nicht zurückholen.',
    next: '{path} samt Inhalt dem Benutzer geben, als der das Programm läuft. Ein laufendes Programm merkt das binnen einer Minute.',
  },
  TARGET_FAILED: {
    sentence: '{target} ließ sich nicht auf das neue Zertifikat umstellen: {reason}.',
    next: 'Klären, was der Grund nennt. Die Umstellung lässt sich ohne neues Zertifikat wiederholen.',
  },
  TARGET_UNREADABLE: {
    sentence: 'Von {target} war nicht zu erfahren, welches Zertifikat es benutzt: {reason}.',
    next: 'Klären, was der Grund nennt. An {target} wurde nichts geändert.',
  },
  TARGET_NOT_GIVEN_BACK: {
    sentence: '{target} ließ sich nicht zurückgeben, was es hatte: {reason}. Vielleicht zeigt es ein anderes Zertifikat oder keines.',
    next: 'Klären, was der Grund nennt, und nachsehen, was {target} jetzt zeigt.',
  },
  TARGET_NAME_DIFFERS: {
    sentence: '{target} ist unter dem Namen {name} zu erreichen, das Zertifikat ist aber für {found}. Das vorige bleibt im Einsatz.',
    next: 'Dort ein Zertifikat für {name} benutzen oder den Namen ändern, unter dem {target} zu erreichen ist.',
  },
  TARGET_KEY_UNFIT: {
    sentence: '{target} kann mit dem Schlüssel dieses Zertifikats nichts anfangen: {reason}. Das vorige bleibt im Einsatz.',
    next: '{target} ein Zertifikat mit einem RSA-Schlüssel geben, der nicht in einem TPM liegt.',
  },
  PROOF_NOT_REACHED: {
    sentence: '{target} hat an {address} nicht geantwortet: {reason}.',
    next: 'Prüfen, ob {target} läuft und an {address} zu erreichen ist.',
  },
  PROOF_WRONG_CERTIFICATE: {
    sentence: '{target} antwortet mit einem anderen Zertifikat ({found}) als dem eben abgelegten ({expected}).',
    next: '{target} neu starten oder beenden, was an seiner Stelle antwortet.',
  },
  PROOF_UNTRUSTED: {
    sentence: 'Das Zertifikat, das {target} zeigt, führt zu keinem Stammzertifikat, dem dieser Rechner vertraut: {reason}.',
    next: 'Die Kette prüfen, die {target} ausliefert. Bei einer Test-Zertifizierungsstelle ist das so zu erwarten.',
  },
  PROOF_NOT_VALID: {
    sentence: 'Das Zertifikat, das {target} zeigt, gilt von {notBefore} bis {notAfter}. Nach der Uhr dieses Rechners ist es {now}.',
    next: 'Die Uhr dieses Rechners stellen.',
  },
  PROOF_WRONG_NAME: {
    sentence: 'Das Zertifikat, das {target} zeigt, ist nicht für {name}.',
    next: 'Mit einem Namen verbinden, für den das Zertifikat gilt.',
  },
}
