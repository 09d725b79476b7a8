import type { targetRefusals as english } from '../../../domain/refusals/targets.ts'
import type { InGerman } from './in-german.ts'

export const targetRefusals: InGerman<typeof english> = {
  TARGET_NOT_FOUND: {
    sentence: 'Ein Ziel „{targetId}“ gibt es hier nicht.',
    next: 'Die Ziele auflisten und eine ihrer IDs nehmen.',
  },
  TARGET_NAME_AMBIGUOUS: {
    sentence: 'Mehrere Ziele heißen „{name}“: {targets}.',
    next: 'Die ID des gemeinten angeben: {targets}.',
  },
  TARGET_EXISTS: {
    sentence: '{place} bekommt schon ein Zertifikat, vom Ziel „{target}“.',
    next: '„{target}“ zuerst entfernen: Zwei Zertifikate können nicht denselben Platz haben.',
  },
  TARGET_NOT_HERE: {
    sentence: 'Auf diesem System gibt es {program} nicht, dem man ein Zertifikat geben könnte.',
    next: 'Auf dem Rechner einrichten, auf dem es {program} gibt.',
  },
  TARGET_NEEDS_SERVICE: {
    sentence:
      '{program} sucht Zertifikate dort, wo nur der Dienst dieses Rechners sie ablegen darf. Dieses Programm läuft nur für seinen Benutzer.',
    next: 'Den Dienst installieren und {program} dort einrichten.',
  },
  TARGET_SETTINGS_UNFIT: {
    sentence: 'So lässt sich das Ziel nicht einrichten: {reason}.',
    next: 'Ändern, was der Grund nennt. Nirgends wurde etwas geändert.',
  },
  TARGET_PLACE_UNSAFE: {
    sentence: 'Das Ziel kann {path} nicht benutzen: {reason}.',
    next: 'In Ordnung bringen, was der Grund nennt, oder einen anderen Ort als {path} nehmen.',
  },
  TARGET_BOUND_OTHER: {
    sentence: '{target} sollte das Zertifikat {expected} benutzen. In seiner Konfiguration steht danach {found}.',
    next: 'Nachsehen, was sonst noch die Konfiguration von {target} ändert.',
  },
  TARGET_NOTHING_BEFORE: {
    sentence: '{target} lässt sich nicht zurückgeben, was es hatte: {reason}.',
    next: '{target} mit seinen eigenen Werkzeugen einrichten.',
  },
}
