import type { commandLineRefusals as english } from '../../../domain/refusals/command-line.ts'
import type { InGerman } from './in-german.ts'

export const commandLineRefusals: InGerman<typeof english> = {
  COMMAND_LINE_INVALID: {
    sentence: '„{command}“ geht so nicht: {reason}.',
    next: '„{command} --help“ zeigt, wie es geht.',
  },
  CERTIFICATE_NAME_AMBIGUOUS: {
    sentence: 'Mehr als ein Zertifikat hier enthält den Namen {name}: {certificates}.',
    next: 'Statt des Namens eine dieser IDs angeben.',
  },
  ADOPTABLE_NOT_FOUND: {
    sentence: 'Ein Zertifikat {name} eines anderen Programms war dort nicht zu finden.',
    next: 'Mit „mylzip adopt scan“ nachsehen, was es gibt, oder mit --folder einen Ordner nennen.',
  },
  ADOPTABLE_AMBIGUOUS: {
    sentence: 'Zu übernehmen gibt es mehr als ein Zertifikat {name}: {places}.',
    next: 'Mit --from und --folder sagen, welches gemeint ist.',
  },
  OUTPUT_EXISTS: {
    sentence: 'Die Datei {file} gibt es schon. Sie blieb, wie sie ist.',
    next: 'Eine andere Datei nennen oder mit --force ersetzen.',
  },
  OUTPUT_UNWRITABLE: {
    sentence: 'Die Datei {file} ließ sich nicht schreiben: {reason}.',
    next: 'Eine Datei in einem Ordner nennen, in den dieser Benutzer schreiben darf.',
  },
  OUTPUT_LOST: {
    sentence: 'Was zu sagen war, ließ sich nicht ausgeben: {reason}.',
    next: 'Mit „mylzip status“ nachsehen, wie es steht, oder den Befehl dort geben, wo seine Ausgabe ankommt.',
  },
  PASSPHRASE_UNHEARD: {
    sentence:
      'Die Passphrase der Sicherung {file} ließ sich nicht anzeigen ({reason}). Niemand könnte sie öffnen, deshalb wird sie entfernt.',
    next: 'Den Befehl dort geben, wo seine Ausgabe ankommt. Ist {file} noch da, die Datei von Hand entfernen.',
  },
  INPUT_FILE_UNREADABLE: {
    sentence: 'Die Datei {file} lässt sich nicht lesen: {reason}.',
    next: 'Ihren Namen prüfen und ob dieser Benutzer sie lesen darf.',
  },
  PASSWORD_NEEDED: {
    sentence: 'Ein Passwort ist nötig, und es gibt kein Terminal, um es einzutippen.',
    next: 'Mit --password-file DATEI oder --password-stdin angeben.',
  },
  PASSPHRASE_NEEDED: {
    sentence: 'Eine Passphrase ist nötig, und es gibt kein Terminal, um sie einzutippen.',
    next: 'Mit --passphrase-file DATEI oder --passphrase-stdin angeben.',
  },
  ENROLMENT_TOKEN_NEEDED: {
    sentence: 'Das Registrierungstoken ist nötig, und es gibt kein Terminal, um es einzutippen.',
    next: 'Mit --token-file DATEI oder --token-stdin angeben.',
  },
  HMAC_KEY_NEEDED: {
    sentence: 'Der HMAC-Schlüssel ist nötig, und es gibt kein Terminal, um ihn einzutippen.',
    next: 'Mit --hmac-key-file DATEI oder --hmac-key-stdin angeben.',
  },
  DNS_SERVER_KEY_NEEDED: {
    sentence: 'Der Schlüssel des DNS-Servers {server} ist nötig und wurde nicht angegeben.',
    next: 'Mit --key-file DATEI oder in MYLZIP_DNS_KEY angeben.',
  },
  SECRET_EMPTY: {
    sentence: 'Was als Geheimnis angegeben wurde, ist leer und würde nichts schützen. Deshalb wurde nichts getan.',
    next: 'Mindestens ein Zeichen angeben. Von einer Datei oder Eingabe zählt die erste Zeile.',
  },
  SECRET_NOT_TEXT: {
    sentence: 'Das Geheimnis in {file} lässt sich nicht als Text lesen: {reason}. Nichts wurde getan, weil es ein anderes sein könnte.',
    next: '{file} als UTF-8 speichern oder als UTF-16 mit Byte Order Mark, wie Windows PowerShell es tut.',
  },
  PASSWORDS_DIFFER: {
    sentence: 'Die beiden Passwörter sind nicht gleich. Deshalb wurde nichts getan.',
    next: 'Den Befehl neu geben und zweimal dasselbe Passwort eintippen.',
  },
  CONFIRMATION_NEEDED: {
    sentence: 'Es wurde nicht bestätigt, dass das so gemeint ist. Deshalb wurde nichts getan.',
    next: 'Auf die Frage hin den Namen eintippen oder --yes hinzufügen.',
  },
  NOT_PROTECTED: {
    sentence: 'Hier ist nicht alles geschützt: {reason}.',
    next: 'Mit „mylzip status“ ansehen, und mit „mylzip doctor“, was im Weg steht.',
  },
  OBSTACLES_FOUND: {
    sentence: 'Etwas steht im Weg: {count|Prüfung ist nicht, wie sie sein muss|Prüfungen sind nicht, wie sie sein müssen}.',
    next: 'Tun, was jeweils daneben steht, das Oberste zuerst.',
  },
  DNS_KEY_NEEDED: {
    sentence: 'Namen werden im DNS-Server {server} mit dem Schlüssel {key} nachgewiesen. Kein laufendes Programm hier hat ihn.',
    next: 'Das Programm starten oder den Schlüssel in MYLZIP_DNS_KEY angeben.',
  },
  AUDIT_FILE_UNREADABLE: {
    sentence: '{file} ist kein ganzes Protokoll, das dieses Programm geschrieben hat: Zeile {line} gehört nicht in eine solche Datei.',
    next: 'Bitte mit „mylzip audit export“ neu schreiben lassen und unverändert hierher bringen.',
  },
  AUDIT_FILE_NOT_INTACT: {
    sentence: 'Das Protokoll in {file} ist nicht so, wie das Gerät es geschrieben hat.',
    next: 'Bitte mit dem Protokoll auf dem Gerät selbst vergleichen, dort mit „mylzip audit verify“.',
  },
  AUDIT_FILE_OTHER_KEY: {
    sentence: '{file} wurde mit einem anderen Schlüssel versiegelt als mit dem genannten: {key}.',
    next: 'Bitte den Fingerabdruck des Schlüssels am Gerät mit „mylzip audit export“ erfragen, auf einem anderen Weg, als die Datei kam.',
  },
  AUDIT_LOG_NOT_INTACT: {
    sentence: 'Das Protokoll ist nicht mehr, was geschrieben wurde: {count|Auffälligkeit|Auffälligkeiten}, die erste bei Eintrag {entry}.',
    next: 'Den Datenordner so, wie er ist, kopieren und klären, wer Zugang zu diesem Gerät hatte.',
  },
  RUN_INTERRUPTED: {
    sentence: 'Unterbrochen. Was erreicht wurde, bleibt, und der Lauf geht dort weiter, wo er ist.',
    next: 'Das Programm starten oder denselben Befehl noch einmal geben.',
  },
  PROGRAM_ENDED_MEANWHILE: {
    sentence: 'Das Programm endete, während dieser Befehl wartete. Es hatte den Lauf übernommen und macht beim nächsten Start weiter.',
    next: 'Das Programm starten. „mylzip status“ zeigt, wie es steht.',
  },
  WAITING_INTERRUPTED: {
    sentence: 'Es wird nicht mehr gewartet. Das laufende Programm macht von selbst weiter.',
    next: 'Mit „mylzip status“ nachsehen, wie es steht.',
  },
  COMMAND_INTERRUPTED: {
    sentence: 'Unterbrochen, bevor es getan war.',
    next: 'Den Befehl noch einmal geben.',
  },
}
