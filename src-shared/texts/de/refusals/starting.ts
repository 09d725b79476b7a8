import type { startingRefusals as english } from '../../../domain/refusals/starting.ts'
import type { InGerman } from './in-german.ts'

export const startingRefusals: InGerman<typeof english> = {
  OPTION_INVALID: {
    sentence: 'Die Option {option} geht so nicht: {reason}.',
    next: 'Die Option berichtigen oder weglassen. --help zeigt, was es gibt.',
  },
  MACHINE_POLICY_UNREADABLE: {
    sentence:
      'Windows sagt nicht, was die Administratoren dieses Computers für dieses Programm festgelegt haben (Fehler {code}: {reason}). Deshalb wurde nichts begonnen, was dagegen verstoßen könnte.',
    next: 'Eine Minute warten und nachsehen, ob es noch so ist. Dann prüfen, ob ein Sicherheitsprogramm die reg.exe von Windows aufhält.',
  },
  ARGUMENT_UNEXPECTED: {
    sentence: '„{argument}“ ist keine Option. „npm start -- --help“ zeigt, was es gibt.',
    next: 'Weglassen oder mit „npm start -- --help“ die richtige nachsehen.',
  },
  NODE_TOO_OLD: {
    sentence: 'Nötig ist Node.js 24 oder neuer, gefunden wurde {found}; {way}.',
    next: 'Es auf diesem Weg aufrufen, wo es ihn gibt, oder Node.js 24 installieren und den Befehl damit geben.',
  },
  INSTALL_FAILED: {
    sentence: 'Die Teile des Programms ließen sich nicht installieren: {reason}.',
    next: 'Die Verbindung zur Paketquelle und den freien Platz prüfen, dann noch einmal starten.',
  },
  BUILD_FAILED: {
    sentence: 'Das Programm ließ sich nicht bauen: {reason}.',
    next: 'Die Quellen so nehmen, wie sie veröffentlicht wurden, und noch einmal starten. Eine geänderte Datei steht oben.',
  },
  PRACTICE_STACK_FAILED: {
    sentence: 'Die Übungs-Cloud kam nicht in Gang: {reason}.',
    next: 'Noch einmal starten. Passiert es zweimal, den Datenordner wegräumen und neu beginnen.',
  },
  AGENT_ENDED: {
    sentence: 'Das Programm wurde von außen beendet oder ist abgestürzt ({signal}). Nach dem Start macht es dort weiter, wo es war.',
    next: 'Noch einmal starten. Passiert es zweimal, steht im Protokoll im Datenordner, was davor war.',
  },
  PORT_TAKEN: {
    sentence: 'Port {port} benutzt ein anderes Programm. Nötig ist ein anderer Port oder das Ende dieses Programms.',
    next: 'Mit --port einen freien Port nennen oder das Programm dort beenden.',
  },
  CA_ROOT_UNREADABLE: {
    sentence: 'Die Datei {file} enthält kein lesbares Zertifikat. Es muss eine PEM-Datei sein.',
    next: 'Eine PEM-Datei angeben, die mit „-----BEGIN CERTIFICATE-----“ beginnt.',
  },
  DIRECTORY_CANNOT_SEE_LOCAL_NAMES: {
    sentence:
      'Die Zertifizierungsstelle unter {directory} steht im Internet und sieht keine Namen, die es nur auf diesem Rechner gibt. Nötig ist eine Cloud (--cloud) oder ein DNS-Server (--dns).',
    next: 'Mit --cloud eine Cloud nennen oder mit --dns den eigenen DNS-Server.',
  },
  PRACTICE_IN_PRODUCTION: {
    sentence:
      '{variable} sagt „production“, und dort läuft die Übungs-Zertifizierungsstelle nie. Ohne diese Variable starten oder mit --cloud eine Cloud nennen.',
    next: 'Mit --cloud eine Cloud und mit --directory eine Zertifizierungsstelle nennen.',
  },
}
