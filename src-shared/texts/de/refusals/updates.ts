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
      'Version {version} ist da. Dieses Programm ist für alle Benutzer dieses Computers installiert und kann Windows von hier aus nicht um die Rechte eines Administrators bitten.',
    next: 'Einen Administrator dieses Computers bitten, das Installationsprogramm von Version {version} auszuführen. Oder auf das Werkzeug warten, mit dem die Organisation Programme installiert.',
  },
  UPDATE_PROGRAM_UNSIGNED: {
    sentence:
      'Windows glaubt der Unterschrift des installierten Programms nicht ({status}). An nichts sind deshalb die Installationsprogramme seines Herstellers zu erkennen.',
    next: 'Die neue Version von Hand installieren, mit einem Installationsprogramm, das sicher vom Hersteller kommt.',
  },
  UPDATE_UNSIGNED: {
    sentence: 'Windows glaubt der Unterschrift von {file} nicht ({status}). Deshalb wurde es nicht ausgeführt.',
    next: 'Nicht von Hand ausführen. Noch einmal von dort holen, wo neue Versionen veröffentlicht werden.',
  },
  UPDATE_OTHER_PUBLISHER: {
    sentence: '{file} ist von {publisher} unterschrieben, das installierte Programm von {wanted}. Deshalb wurde es nicht ausgeführt.',
    next: 'Nicht von Hand ausführen. Beide Namen dem Support sagen.',
  },
  UPDATE_OTHER_PRODUCT: {
    sentence: '{file} ist kein Installationsprogramm dieses Programms: Es nennt sich {product}.',
    next: 'Das Installationsprogramm der neuen Version nennen, so wie es veröffentlicht wurde.',
  },
  UPDATE_OTHER_VERSION: {
    sentence: '{file} ist Version {version}, angeboten war Version {wanted}. Deshalb wurde es nicht ausgeführt.',
    next: 'Noch einmal nach Updates suchen und es dem Support sagen, wenn es so bleibt.',
  },
  UPDATE_NOT_NEWER: {
    sentence: '{file} ist Version {version} und damit nicht neuer als die installierte Version {installed}.',
    next: 'Wenn der Weg zurück gemeint ist: zuerst eine Sicherung machen und den Befehl mit --allow-downgrade geben.',
  },
  UPDATE_CHANGED: {
    sentence: '{file} ist nicht das, was veröffentlicht wurde: Etwas hat die Datei verändert.',
    next: 'Noch einmal holen. Bleibt es so, fragen, was auf diesem Computer oder in diesem Netzwerk Downloads verändert.',
  },
  UPDATE_FOLDER_OPEN: {
    sentence: 'Der Ordner {folder} ließ sich nicht vor anderen verschließen ({reason}). Deshalb wurde nichts daraus ausgeführt.',
    next: 'Die Rechte des Ordners für Programme wieder so setzen, wie Windows sie vorgibt, und es noch einmal versuchen.',
  },
  UPDATE_UNDER_WAY: {
    sentence: 'Ein früheres Update ist noch im Gang: In {folder} läuft etwas.',
    next: 'Warten, bis es zu Ende ist: „mylzip service status“ sagt, wie es ausging. Ein Neustart des Computers beendet es sicher.',
  },
  UPDATE_DURING_RUN: {
    sentence: 'Der Dienst ist mitten in einer Erneuerung. Deshalb wurde nichts begonnen.',
    next: 'In ein paar Minuten noch einmal versuchen. Ein Administrator kann trotzdem aktualisieren, mit „mylzip service update --now“: Die Erneuerung geht danach dort weiter, wo sie war.',
  },
  UPDATE_FAILED: {
    sentence: 'Das letzte Update ist nicht gelungen: Das Installationsprogramm von Version {version} endete mit dem Code {code}.',
    next: 'Es noch einmal wählen. Gelingt es wieder nicht, Version {version} nach einem Neustart des Computers von Hand installieren.',
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
