import type { desktop as english } from '../en/desktop.ts'

export const desktop: typeof english = {
  desktop: {
    start: {
      heading: 'Mit Windows starten',
      title: 'Beim Anmelden starten',
      why: 'Dann ist nur das Symbol neben der Uhr zu sehen, kein Fenster.',
      offInWindows: 'In Windows wurde das ausgeschaltet. Dort lässt es sich wieder einschalten: Einstellungen, Apps, Autostart.',
    },
    notices: {
      heading: 'Hinweise',
      explanation:
        'Was jemanden braucht, wird immer gesagt: Erneuerungen, die nicht fertig wurden, ein Ende, das nahe ist, ein Gerät, das nicht geschützt ist. Was gelingt, geschieht still, außer wenn hier etwas anderes gewählt ist.',
      renewals: 'Sagen, wenn ein Zertifikat erneuert wurde',
      renewalsWhy: 'Ein Hinweis für jedes, das gekommen ist und in Verwendung gesehen wurde.',
      updates: 'Sagen, wenn eine neue Version bereit ist',
      updatesWhy: 'Auch ohne Hinweis wird eine neue Version hier und im Menü des Symbols angeboten.',
    },
    updates: {
      heading: 'Updates',
      title: 'Neue Versionen',
      current: 'Beim letzten Nachsehen war nichts Neueres da.',
      looking: 'Es wird nach einer neuen Version gesucht …',
      fetching: (version) => `Version ${version} wird geholt …`,
      ready: (version) => `Version ${version} ist bereit. Sie ist beim nächsten Start da, oder jetzt.`,
      readyForAll: (version) =>
        `Version ${version} ist bereit. Sie gilt für alle, die diesen Rechner benutzen. Deshalb fragt Windows nach einem Administrator.`,
      readyOlder: (version) =>
        `Version ${version} ist bereit: Der Weg zurück wurde gewählt. Was eine neuere Version geschrieben hat, kann sie vielleicht nicht lesen: vorher bitte eine Sicherung machen.`,
      waiting: (version) => `Version ${version} kommt, sobald die laufende Erneuerung zu Ende ist.`,
      installing: (version) => `Neustart als Version ${version} …`,
      look: 'Jetzt nachsehen',
      restart: 'Jetzt neu starten',
      news: 'Was ist neu',
      channel: 'Welche Versionen',
      channelWhy: 'Beta-Versionen kommen früher und sind weniger erprobt.',
      channels: { stable: 'Stabil', beta: 'Beta' },
      off: {
        organisation: 'Neue Versionen bringt die Organisation auf diesen Rechner.',
        unsigned: 'Dieses Programm erneuert sich nicht selbst.',
      },
    },
  },
}
