import type { overview as english } from '../en/overview.ts'
import { plural } from './plural.ts'
import { leftOut, sentences } from './run-steps.ts'

export const overview: typeof english = {
  overview: {
    safeUntil: (day) => `Geschützt bis ${day}.`,
    validUntil: (day) => `Gültig bis ${day}.`,
    notTrusted: {
      practice: 'Andere vertrauen diesem Zertifikat nicht: Es dient zum Üben.',
      test: 'Andere vertrauen diesem Zertifikat nicht: Seine Zertifizierungsstelle ist für Tests da.',
    },
    renewsAround: (day) => `Die nächste Erneuerung kommt von selbst, ungefähr: ${day}.`,
    renewsSoon: 'Die nächste Erneuerung kommt sehr bald von selbst.',
    firstRun: 'Das erste Zertifikat wird geholt. Das dauert einige Sekunden.',
    firstWaiting: 'Das erste Zertifikat steht noch aus. Es wird von selbst beantragt.',
    renewing: (day) => `Die Erneuerung läuft. Das jetzige Zertifikat schützt weiter bis ${day}.`,
    renewingUntrusted: (day) => `Die Erneuerung läuft. Das jetzige Zertifikat gilt weiter bis ${day}.`,
    replacing: 'Ein neues Zertifikat wird gerade geholt.',
    attention: (day) => `Geschützt bis ${day}, aber die letzten Erneuerungen sind nicht fertig geworden.`,
    attentionUntrusted: (day) => `Gültig bis ${day}, aber die letzten Erneuerungen sind nicht fertig geworden.`,
    noCertificate: 'Dieses Gerät hat noch kein Zertifikat.',
    ended: (relative) =>
      `Das Zertifikat ist abgelaufen (${relative}). Programme, die es benutzen, zeigen allen eine Warnung, die sich mit ihnen verbinden.`,
    revoked: 'Dieses Zertifikat wurde widerrufen. Programme, die das prüfen, lehnen es ab.',
    kept: 'Es ist für andere Orte bestimmt: Kein Programm auf diesem Gerät benutzt es.',
    notStored: 'Das Zertifikat liegt nicht so im Speicher dieses Geräts, wie es sollte.',
    keyLost:
      'Die einzige Kopie des Schlüssels zu diesem Zertifikat ist auf diesem Gerät nicht mehr da. Ein Zertifikat mit neuem Schlüssel tritt an seine Stelle.',
    keyLostForGood: 'Die einzige Kopie des Schlüssels ist von diesem Gerät verschwunden. Beim Erneuern bekommt das Zertifikat einen neuen.',
    notServed: 'Das Zertifikat wurde noch nicht im Einsatz gesehen. Es schützt also noch niemanden.',
    others: {
      heading: 'Weitere Zertifikate',
      all: 'Alle Zertifikate',
      well: (count) =>
        plural(count, {
          one: 'Es gibt noch eins, und bei ihm ist nichts zu tun.',
          other: 'Es gibt noch #, und bei keinem ist etwas zu tun.',
        }),
      inNeed: (needy, count) =>
        plural(count, {
          one: 'Es gibt noch eins, und bei ihm ist etwas zu tun:',
          other: plural(needy, {
            one: `Bei einem von ${plural(count, { other: '#' })} weiteren ist etwas zu tun:`,
            other: `Bei # von ${plural(count, { other: '#' })} weiteren ist etwas zu tun:`,
          }),
        }),
    },
    distrust: {
      practice: {
        title: 'Das ist eine Übungsumgebung.',
        text: 'Die Zertifizierungsstelle hier ist zum Ausprobieren da, nur auf diesem Rechner. Browser und andere Rechner vertrauen ihren Zertifikaten nicht.',
      },
      test: {
        title: 'Das ist ein Testzertifikat.',
        text: 'Browser und andere Rechner vertrauen seiner Zertifizierungsstelle nicht.',
      },
    },
  },

  failure: {
    title: 'Die letzte Erneuerung ist nicht fertig geworden.',
    titleFirst: 'Das erste Zertifikat ist noch nicht da.',
    again: (relative, time) => `Wir versuchen es ${relative} noch einmal (${time}).`,
    againNow: 'Wir versuchen es gleich noch einmal.',
    noneAgain: 'Ein weiterer Versuch ist nicht geplant. Der Knopf oben startet einen.',
    why: 'Nachsehen, woran es liegt',
    whatToDo: 'Was hilft:',
    copy: 'Für das Netzwerkteam kopieren',
    report: (facts) =>
      `${facts.name}\n${facts.sentence}\n${facts.nextStep}\nCode: ${facts.code}\nWann: ${facts.at}\nZertifizierungsstelle: ${facts.directory}`,
    at: (time) => `Fehlgeschlagen ${time}`,
  },

  renew: {
    now: 'Jetzt erneuern',
    first: 'Zertifikat jetzt holen',
    running: 'Eine Erneuerung läuft. Auf dieser Seite ist zu sehen, wie weit sie ist.',
    unreachable: 'Der Agent läuft nicht. Deshalb lässt sich nichts starten.',
    noAnswer: 'Es kam keine Antwort. Im Verlauf nachsehen, ob es geschehen ist.',
    joined: 'Eine Erneuerung lief schon.',
    failed: 'Die Erneuerung ließ sich nicht starten.',
  },

  run: {
    heading: 'Erneuerung läuft',
    headingFirst: 'Das erste Zertifikat wird geholt',
    headingFailed: 'Der letzte Versuch',
    steps: 'Schritte',
    sentences,
    leftOut,
    announce: (number, count, doing) => `Schritt ${number} von ${count}: ${doing}`,
    succeeded: 'Die Erneuerung ist fertig. Das neue Zertifikat ist im Einsatz.',
    succeededFirst: 'Das erste Zertifikat ist da und im Einsatz.',
    failed: 'Die Erneuerung ist nicht fertig geworden.',
    failedFirst: 'Das erste Zertifikat ist noch nicht da.',
    status: { waiting: 'wartet', running: 'läuft', done: 'erledigt', skipped: 'ausgelassen', failed: 'fehlgeschlagen' },
    stopped: (doing) => `${doing}: nicht fertig geworden`,
    took: (seconds) => `Dauer: ${seconds}`,
    requests: (count) => plural(count, { one: '# Anfrage an die Zertifizierungsstelle', other: '# Anfragen an die Zertifizierungsstelle' }),
    reasons: {
      first: 'Das erste Zertifikat dieses Geräts',
      asked: 'Von Hand gestartet',
      'ari-window': 'Zu der Zeit gestartet, die die Zertifizierungsstelle vorschlägt',
      age: 'Gestartet, weil das Zertifikat alt genug war',
      emergency: 'Gestartet, weil das Zertifikat bald abläuft',
      resumed: 'Nach einem Neustart des Programms fortgesetzt',
      retry: 'Nach einem Fehlschlag noch einmal versucht',
      revoked: 'Gestartet, weil das jetzige Zertifikat widerrufen wurde',
      'key-lost': 'Gestartet, weil der private Schlüssel verloren ist',
    },
  },

  life: {
    heading: 'Die Lebenszeit des Zertifikats',
    issued: 'Ausgestellt',
    today: 'Heute',
    renewal: 'Erneuerung',
    end: 'Ende',
    renewalWhy: {
      'ari-window': 'wenn die Zertifizierungsstelle es vorschlägt',
      age: 'dem Alter nach, lange vor dem Ende',
      emergency: 'so bald wie möglich: Das Ende ist nah',
      keyLost: 'so bald wie möglich: Der private Schlüssel ist verloren',
      revoked: 'so bald wie möglich: Es wurde widerrufen',
    },
    picture: (left) => `Noch ${left} der Lebenszeit`,
  },

  states: {
    heading: 'Von ausgestellt bis nachgewiesen',
    issued: { word: 'Ausgestellt', meaning: 'Die Zertifizierungsstelle hat es unterschrieben' },
    installed: { word: 'Abgelegt', meaning: 'Es liegt im Speicher dieses Geräts' },
    bound: { word: 'Zugewiesen', meaning: 'Programme sollen es benutzen' },
    verified: { word: 'Nachgewiesen', meaning: 'Es wurde im Einsatz gesehen' },
    reached: 'erreicht',
    notYet: 'Noch nicht',
  },

  usedBy: {
    heading: 'Benutzt von',
    none: 'Hier erscheinen die Programme, die das Zertifikat benutzen, sobald es eines gibt.',
    elsewhere: 'Kein Programm auf diesem Gerät benutzt es. Es lässt sich dorthin exportieren, wo es gebraucht wird.',
    verified: (relative) => `Nachgewiesen ${relative}`,
    bound: 'Benutzt es; noch nicht im Einsatz gesehen',
    waiting: 'Soll es noch nicht benutzen',
    notServing: 'Nicht nachgewiesen',
    again: (relative) => `Wir sehen ${relative} wieder nach.`,
    testIssuer: 'Andere vertrauen ihm nicht: Seine Zertifizierungsstelle ist für Tests da',
    openPage: 'Geräteseite öffnen',
  },

  certificate: {
    heading: 'Einzelheiten des Zertifikats',
    names: 'Namen',
    serial: 'Seriennummer',
    thumbprint: 'Fingerabdruck (SHA-1)',
    issuer: 'Aussteller',
    validFrom: 'Gültig ab',
    validUntil: 'Gültig bis',
    keyType: 'Schlüssel',
    profile: 'Profil',
    directory: 'Zertifizierungsstelle',
    version: 'Version',
    store: 'Speicher',
    location: 'Das Zertifikat liegt in',
    keyLocation: 'Der private Schlüssel liegt in',
  },
}
