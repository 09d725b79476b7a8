import type { StandingsInWords } from './english-standings.ts'

export const germanStandings: StandingsInWords = {
  'no-service': {
    label: 'Arbeitet nur für diese Anmeldung',
    sentence:
      'MyL.Zip SSL ist auf diesem Rechner nicht als Dienst installiert. Darum arbeitet es nur für die angemeldete Person, und nur während der Anmeldung. Zertifikate kommen in deren eigenen Zertifikatspeicher. Remotedesktop, IIS, WinRM und andere Dienste von Windows lassen sich so nicht versorgen: Dafür muss jemand mit Administratorrechten MyL.Zip SSL für alle auf diesem Rechner installieren.',
  },
  own: {
    label: 'Arbeitet nur für diese Anmeldung, neben dem Dienst',
    sentence:
      'Auf diesem Rechner ist der Dienst von MyL.Zip SSL installiert, und von früher sind eigene Zertifikate da. Dieses Programm macht mit den eigenen weiter und arbeitet nur für die angemeldete Person. Wie der Dienst sie weiterführen kann, steht in docs/keys.md: Sie würden dort ersetzen, was der Dienst jetzt verwaltet. Wer das nicht gelesen hat, sollte sie dort nicht wiederherstellen.',
  },
  stopped: {
    label: 'Der Dienst läuft nicht',
    sentence:
      'Der Dienst von MyL.Zip SSL läuft auf diesem Rechner nicht, darum wird nichts erneuert. Starten lässt er sich nur mit Administratorrechten.',
  },
  starting: {
    label: 'Der Dienst startet oder endet gerade',
    sentence: 'Der Dienst von MyL.Zip SSL auf diesem Rechner startet oder endet gerade. Was er tut, ist zu sehen, sobald er antwortet.',
  },
  silent: {
    label: 'Der Dienst antwortet nicht',
    sentence:
      'Der Dienst von MyL.Zip SSL läuft auf diesem Rechner und antwortet diesem Programm nicht, oder etwas anderes antwortet an seiner Stelle. Was es sagt, wird nicht geglaubt. Bleibt es dabei, sollte jemand mit Administratorrechten den Dienst neu starten.',
  },
  removed: {
    label: 'Der Dienst wurde entfernt',
    sentence:
      'Der Dienst von MyL.Zip SSL wurde von diesem Rechner entfernt. Nach dem nächsten Start arbeitet dieses Programm nur für die angemeldete Person.',
  },
}
