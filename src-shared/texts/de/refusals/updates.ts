import type { updatesRefusals as english } from '../../../domain/refusals/updates.ts'
import type { InGerman } from './in-german.ts'

export const updatesRefusals: InGerman<typeof english> = {
  UPDATES_UNREACHABLE: {
    sentence: 'Ob es eine neue Version gibt, war nicht herauszufinden ({reason}).',
    next: 'Später nach Updates suchen. Bleibt es so, fragen, ob dieses Netzwerk das Programm dorthin lässt.',
  },
  UPDATES_MALFORMED: {
    sentence: 'Was als neueste Version veröffentlicht ist, lässt sich nicht lesen ({reason}). Deshalb wurde nichts aktualisiert.',
    next: 'Später nach Updates suchen und es dem Support sagen, wenn es so bleibt.',
  },
  UPDATE_DAMAGED: {
    sentence: 'Version {version} kam nicht so an, wie sie veröffentlicht wurde. Deshalb wurde sie verworfen.',
    next: 'Später nach Updates suchen. Bleibt es so, fragen, was in diesem Netzwerk Downloads verändert.',
  },
  UPDATE_NOT_SIGNED: {
    sentence:
      'Was als Version {version} kam, ist nicht das, was der Hersteller so unterschrieben hat ({reason}). Deshalb wurde es nicht installiert.',
    next: 'Nicht von Hand installieren. Den Grund dem Support sagen.',
  },
  UPDATE_BY_ADMINISTRATOR: {
    sentence:
      'Version {version} ist da. Dieses Programm ist für alle Benutzer dieses Computers installiert. Deshalb installiert es sie nicht selbst.',
    next: 'Einen Administrator dieses Computers bitten, das Installationsprogramm von Version {version} auszuführen. Oder auf das Werkzeug warten, mit dem die Organisation Programme installiert.',
  },
  UPDATE_NOT_BEGUN: {
    sentence: 'Das Installationsprogramm von Version {version} ließ sich nicht starten ({reason}).',
    next: 'Nach einem Neustart des Computers noch einmal versuchen oder die neue Version von Hand installieren.',
  },
  RIGHTS_NOT_GIVEN: {
    sentence: 'Windows durfte das nicht als Administrator tun.',
    next: 'Noch einmal wählen und zustimmen, wenn Windows fragt. Oder einen Administrator dieses Computers bitten.',
  },
  RIGHTS_NOT_TO_BE_HAD: {
    sentence: 'Von hier aus lässt sich das nicht als Administrator tun ({reason}).',
    next: 'In einem Terminal tun, das mit „Als Administrator ausführen“ geöffnet wurde. Die Befehle stehen in docs/command-line.md.',
  },
  ELEVATED_COMMAND_FAILED: {
    sentence: 'Als Administrator endete „{command}“ mit einem Fehler (Code {code}).',
    next: 'Den Befehl in einem Terminal geben, das mit „Als Administrator ausführen“ geöffnet wurde. Dort steht, warum.',
  },
}
