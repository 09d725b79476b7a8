import type { serviceRefusals as english } from '../../../domain/refusals/service.ts'
import type { InGerman } from './in-german.ts'

export const serviceRefusals: InGerman<typeof english> = {
  WINDOWS_NEEDED: {
    sentence: 'Einen Windows-Dienst gibt es nur unter Windows.',
    next: 'Das Programm hier anders starten: Wie, steht in docs/command-line.md.',
  },
  SERVICE_NEEDS_ADMINISTRATOR: {
    sentence: 'Das darf nur ein Administrator dieses Computers.',
    next: 'Ein Terminal mit „Als Administrator ausführen“ öffnen und den Befehl dort noch einmal geben.',
  },
  SERVICE_NOT_PACKAGED: {
    sentence: 'Dieses Programm wurde nicht von seinem Installationsprogramm hierher gebracht: {file} fehlt.',
    next: 'MyL.Zip SSL mit seinem Installationsprogramm installieren und den Befehl mit dem mylzip geben, das dort liegt.',
  },
  SERVICE_PROGRAM_OPEN: {
    sentence: 'Das Programm liegt in {folder}, wo nicht nur Administratoren es ersetzen dürfen. Als Dienst gäbe Windows ihm alle Rechte.',
    next: 'MyL.Zip SSL für alle Benutzer dieses Computers installieren, in dem Ordner unter „Programme“, den das Installationsprogramm anbietet.',
  },
  SERVICE_NOT_SAID: {
    sentence:
      'Windows sagt nicht, ob es auf diesem Computer den Dienst MyL.Zip SSL gibt (Fehler {code}: {reason}). Deshalb wurde daneben nichts begonnen.',
    next: 'Das Programm in einer Minute noch einmal starten. Ein vorhandener Dienst läuft inzwischen weiter.',
  },
  SERVICE_NOT_INSTALLED: {
    sentence: 'Der Dienst ist auf diesem Computer nicht installiert.',
    next: 'Mit „mylzip service install“ installieren.',
  },
  SERVICE_GOES_AWAY: {
    sentence: 'Windows entfernt den Dienst noch.',
    next: 'Das Fenster der Windows-Dienste und andere Werkzeuge schließen, die ihn zeigen, dann noch einmal versuchen. Ein Neustart des Computers beendet es sicher.',
  },
  SERVICE_DISABLED: {
    sentence: 'Der Dienst ist auf diesem Computer deaktiviert. Deshalb startet Windows ihn nicht.',
    next: 'Fragen, wer ihn deaktiviert hat, oder ihn mit „mylzip service install“ neu installieren.',
  },
  SERVICE_DOES_NOT_START: {
    sentence: 'Der Dienst ist nicht rechtzeitig angelaufen.',
    next: 'In sein Protokoll sehen, im Ordner log\\service seines Datenordners, und ihn noch einmal starten.',
  },
  SERVICE_DOES_NOT_STOP: {
    sentence: 'Der Dienst hat in {seconds} Sekunden nicht aufgehört.',
    next: 'Kurz warten und mit „mylzip service status“ nachsehen. Dann den Befehl noch einmal geben.',
  },
  SERVICE_CALL_FAILED: {
    sentence: 'Windows ist das mit dem Dienst nicht gelungen: {action} (Fehler {code}): {said}.',
    next: 'Den Fehler in der Dokumentation von Windows nachschlagen, die Ursache beheben und den Befehl noch einmal geben.',
  },
  SERVICE_FOLDER_REPLACED: {
    sentence: 'Der Ordner {folder} ist nicht der, mit dem der Dienst installiert wurde. Deshalb startet er damit nicht.',
    next: 'Klären, wer ihn dorthin gelegt hat. „mylzip service install“, von einem Administrator gegeben, legt ihn beiseite und macht einen neuen.',
  },
  SERVICE_FOLDER_IN_THE_WAY: {
    sentence: 'Der Datenordner des Dienstes ließ sich nicht an seinen Platz bringen: {folder} ({reason}).',
    next: 'Schließen, was diesen Ordner offen hält, oder ihn als Administrator entfernen und den Befehl noch einmal geben. Er muss auf dem Laufwerk von „Programme“ liegen.',
  },
}
