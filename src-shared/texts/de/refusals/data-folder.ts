import type { dataFolderRefusals as english } from '../../../domain/refusals/data-folder.ts'
import type { InGerman } from './in-german.ts'

export const dataFolderRefusals: InGerman<typeof english> = {
  DATA_FOLDER_IN_USE: {
    sentence: 'Der Datenordner {folder} wird schon benutzt, von Prozess {pid} ({mode}, seit {since}). Dieser muss zuerst beendet werden.',
    next: 'Den anderen beenden oder mit --data einen anderen Ordner nennen.',
  },
  DATA_FOLDER_UNWRITABLE: {
    sentence: 'In den Datenordner {folder} lässt sich nicht schreiben: {reason}.',
    next: 'Diesem Benutzer dort Schreibrechte geben oder mit --data einen anderen Ordner nennen.',
  },
  DATA_FOLDER_UNREADABLE: {
    sentence: 'In den Datenordner {folder} lässt sich nicht hineinsehen: {reason}.',
    next: 'Den Befehl als Benutzer geben, dem der Ordner gehört, oder mit --data einen anderen nennen.',
  },
  DATA_FOLDER_NOT_PRIVATE: {
    sentence: 'Der Datenordner {folder} lässt sich nicht vor anderen schützen: {reason}.',
    next: 'Mit --data einen Ordner nennen, der diesem Benutzer allein gehört, auf einem Laufwerk, das Rechte kennt.',
  },
  DATABASE_NEWER: {
    sentence:
      'Die Datenbank stammt von einer neueren Version dieses Programms ({found}). Nötig ist diese Version oder eine neuere; nichts wurde geändert.',
    next: 'Die neuere Version dieses Programms installieren.',
  },
  DATABASE_CORRUPT: {
    sentence: 'Die Datenbank war beschädigt. Sie wurde als {kept} aufgehoben, und eine neue wurde begonnen.',
    next: 'Die letzte Sicherung wiederherstellen, um den Inhalt zurückzubekommen. Das Laufwerk sollte geprüft werden.',
  },
  DATABASE_DAMAGED: {
    sentence: 'Die Datenbank {file} ist beschädigt. Deshalb wurde nichts getan.',
    next: 'Die letzte Sicherung mit „mylzip restore DATEI“ wiederherstellen. Oder das Programm starten: Es hebt die beschädigte auf und beginnt eine neue.',
  },
  DATABASE_LOST: {
    sentence: 'Die Datenbank {file} ist weg, obwohl dieses Programm hier gearbeitet hat: Schlüssel oder Zertifikate liegen noch daneben.',
    next: 'Die letzte Sicherung mit „mylzip restore DATEI“ wiederherstellen. Oder das Programm starten: Es beginnt eine neue und registriert sich als neues Gerät.',
  },
  NOTHING_SET_UP: {
    sentence: 'Im Datenordner {folder} ist noch nichts eingerichtet.',
    next: 'Das Programm dort einmal starten oder mit --data seinen Ordner nennen.',
  },
  DATABASE_MISSING: {
    sentence:
      'Die Datenbank {file} ist weg, obwohl dieses Programm hier gearbeitet hat. Eine neue wurde begonnen, also registriert sich dieses Gerät als neues. Der Weg zurück: das Programm schließen und diese Datei aus einer Sicherung wiederherstellen.',
    next: 'Die letzte Sicherung wiederherstellen oder dieses Gerät sich als neues registrieren lassen.',
  },
  DATABASE_NOT_DURABLE: {
    sentence: 'Die Datenbank würde einen Stromausfall vielleicht nicht überstehen. Deshalb wurde nichts gestartet.',
    next: 'Den Datenordner auf ein lokales Laufwerk verschieben.',
  },
  DISK_FULL: {
    sentence: 'Das Laufwerk ist voll. Deshalb ließ sich nichts speichern.',
    next: 'Auf diesem Laufwerk Platz schaffen. Ein laufendes Programm macht von selbst weiter. Ein Befehl muss noch einmal gegeben werden, „mylzip renew“ für das, was schon auf der Liste steht.',
  },
  SECRET_UNREADABLE: {
    sentence:
      'Mit der Schlüsseldatei {file} stimmt etwas nicht ({reason}). Deshalb lässt sich {place} nicht öffnen. Diese Datei aus einer Sicherung wiederherstellen und den Ordner {folder} bis dahin lassen, wie er ist.',
    next: 'Diese Datei oder mit „mylzip restore DATEI“ den ganzen Datenordner aus einer Sicherung wiederherstellen.',
  },
  KEYS_NEED_DESKTOP: {
    sentence: 'Die Schlüsseldatei {file} öffnet nur das Programm im Infobereich. Ohne es lässt sich {place} nicht öffnen.',
    next: 'MyL.Zip SSL über das Startmenü starten und den Befehl noch einmal geben: Dann antwortet das laufende Programm.',
  },
  KEY_STORE_SILENT: {
    sentence: 'Windows gibt diesem Programm seinen Schlüssel gerade nicht ({reason}). Was damit versiegelt ist, lässt sich nicht öffnen.',
    next: 'In Windows ab- und wieder anmelden, dann das Programm starten. Nichts wurde geändert.',
  },
}
