import type { operatingRefusals as english } from '../../../domain/refusals/operating.ts'
import type { InGerman } from './in-german.ts'

export const operatingRefusals: InGerman<typeof english> = {
  DATABASE_NOT_MIGRATED: {
    sentence: 'Die Datenbank ist nicht bereit für diese Version: {pending} fehlt. Nichts wurde geändert.',
    next: '„operator.js migrate“ mit derselben DATABASE_URL ausführen oder MIGRATE_AT_START=1 setzen.',
  },
  PRACTICE_CERTIFICATE: {
    sentence: '{setting} nennt ein Zertifikat der Übungs-Zertifizierungsstelle, deren Schlüssel wie Spielzeug gehütet werden.',
    next: '{setting} weglassen oder dort Zertifikate einer echten Zertifizierungsstelle nennen.',
  },
  OPERATOR_COMMAND_UNKNOWN: {
    sentence: 'Diesen Befehl gibt es nicht. Es gibt: {commands}.',
    next: 'Einen davon wählen: {commands}.',
  },
  TEAM_UNKNOWN: {
    sentence: 'Ein Team {team} gibt es nicht.',
    next: 'Prüfen, wie das Team in den Adressen seiner Seiten heißt.',
  },
  PROGRAM_MISSING: {
    sentence: 'Das Programm {program} ist nicht installiert oder nicht in PATH.',
    next: 'Die Client-Programme von PostgreSQL installieren, in der Version des Servers oder neuer, damit {program} gefunden wird.',
  },
  PROGRAM_FAILED: {
    sentence: '{program} ist fehlgeschlagen: {reason}.',
    next: 'Lesen, was {program} gesagt hat. Nichts blieb halb fertig.',
  },
  CLOUD_BACKUP_EXISTS: {
    sentence: 'Die Datei {file} gibt es schon. Sie blieb, wie sie ist.',
    next: 'Eine andere Datei als {file} nennen.',
  },
  RESTORE_NEEDS_EMPTY_DATABASE: {
    sentence: 'Die Datenbank, in die wiederhergestellt werden soll, ist nicht leer. Nichts wurde geändert.',
    next: 'Eine neue, leere Datenbank anlegen (oder einen neuen Ordner nennen) und dorthin wiederherstellen.',
  },
  RESTORE_UNFINISHED: {
    sentence:
      'In dieser Datenbank liegt eine Sicherung, deren Wiederherstellung nicht fertig wurde ({reason}): Alte Sitzungen, Mails, Links und Einladungen würden wieder gelten. „operator.js settle“ bringt sie zu Ende.',
    next: '„operator.js settle“ mit derselben DATABASE_URL ausführen.',
  },
  CLOUD_BACKUP_UNREADABLE: {
    sentence: 'Die Datei {file} lässt sich nicht als Sicherung lesen: {reason}.',
    next: 'Prüfen, ob {file} eine vollständige Sicherung dieses Programms ist.',
  },
}
