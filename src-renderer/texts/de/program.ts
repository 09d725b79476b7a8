import { germanHealth } from '@mylzip/shared/texts/de/health.ts'
import type { program as english } from '../en/program.ts'

export const program: typeof english = {
  product: 'MyL.Zip SSL',

  navigation: {
    label: 'Hauptmenü',
    overview: 'Übersicht',
    certificates: 'Zertifikate',
    'used-by': 'Benutzt von',
    targets: 'Programme',
    activity: 'Verlauf',
    doctor: 'Netzwerk-Doktor',
    plan: 'Tarif',
    settings: 'Einstellungen',
  },

  pageTitle: (page) => `${page} – MyL.Zip SSL`,

  loading: 'Der Agent auf diesem Gerät wird gefragt …',

  copy: (what) => `${what} kopieren`,

  copied: 'Kopiert',

  copyFailed: 'Das ließ sich nicht kopieren. Bitte den Text markieren und von Hand kopieren.',

  details: 'Einzelheiten',

  justNow: 'gerade eben',

  inAMoment: 'gleich',

  code: (code) => `Code: ${code}`,

  connection: {
    lostTitle: 'Der Agent läuft nicht.',
    lostKnown: (since) =>
      `Zu sehen ist der letzte bekannte Stand (${since}). Wir suchen weiter nach ihm. Wurde er neu gestartet, bitte das Dashboard von dort aus öffnen.`,
    lostUnknown: 'Wir suchen weiter nach ihm. Bitte das Programm starten; läuft es schon, das Dashboard von dort aus öffnen.',
    faulty: 'Der Agent läuft, konnte aber nicht antworten. Wir fragen von selbst noch einmal.',
    retry: 'Jetzt nachsehen',
    back: 'Der Agent ist wieder da.',
    endedTitle: 'Diese Seite braucht einen neuen Link.',
    ended: 'Die Berechtigung dieser Seite ist abgelaufen. Bitte das Dashboard aus dem Programm heraus neu öffnen.',
    linkUsed: 'Der Link wurde schon benutzt oder ist älter als eine Minute. Bitte das Dashboard aus dem Programm heraus neu öffnen.',
    noLink: 'Das Dashboard öffnet sich mit einem Link aus dem Programm, der einmal gilt. Bitte von dort aus öffnen.',
    brokenTitle: 'Diese Seite funktioniert nicht mehr.',
    broken:
      'Der Agent arbeitet trotzdem weiter. Bitte die Seite neu laden; hilft das nicht, das Dashboard aus dem Programm heraus neu öffnen.',
    reload: 'Neu laden',
  },

  health: germanHealth,
}
