import type { backupRefusals as english } from '../../../domain/refusals/backup.ts'
import type { InGerman } from './in-german.ts'

export const backupRefusals: InGerman<typeof english> = {
  BACKUP_PASSPHRASE_WEAK: {
    sentence: 'Diese Passphrase schützt eine Sicherung nicht: {reason}.',
    next: 'Mindestens 12 Zeichen wählen oder eine erzeugen lassen: einfach weglassen, in der Befehlszeile mit --make-passphrase.',
  },
  BACKUP_FILE_EXISTS: {
    sentence: 'Die Datei {file} gibt es schon, und eine Sicherung ersetzt nie eine. Nichts wurde geschrieben.',
    next: 'Eine andere Datei nennen oder jene wegräumen.',
  },
  BACKUP_UNWRITABLE: {
    sentence: 'Die Sicherung {file} lässt sich nicht schreiben: {reason}.',
    next: 'Eine Datei in einem Ordner nennen, in den dieses Programm schreiben darf.',
  },
  BACKUP_UNREADABLE: {
    sentence: 'Die Sicherung {file} lässt sich nicht lesen: {reason}.',
    next: 'Eine Sicherungsdatei nennen, die dieses Programm lesen darf.',
  },
  BACKUP_FOREIGN: {
    sentence: 'Die Datei {file} ist keine Sicherung dieses Programms.',
    next: 'Eine Datei nennen, die von einer Sicherung dieses Programms stammt.',
  },
  BACKUP_NEWER: {
    sentence: 'Die Sicherung {file} stammt von einer neueren Version dieses Programms ({found}). Nichts wurde geändert.',
    next: 'Diese Version oder eine neuere installieren und dann wiederherstellen.',
  },
  BACKUP_PASSPHRASE_WRONG: {
    sentence: 'Das ist nicht die Passphrase der Sicherung {file}.',
    next: 'Noch einmal mit der Passphrase versuchen, mit der die Sicherung entstand. Ohne sie kann niemand die Sicherung öffnen.',
  },
  BACKUP_DAMAGED: {
    sentence: 'Die Sicherung {file} ist beschädigt: {reason}. Nichts wurde geändert.',
    next: 'Eine andere Kopie dieser Sicherung nehmen oder eine frühere.',
  },
}
