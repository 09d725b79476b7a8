import type { firstRun as english } from '../en/first-run.ts'

export const firstRun: typeof english = {
  firstRun: {
    title: 'Dieses Gerät einrichten',
    intro: 'Es bekommt einen Namen und ein eigenes Zertifikat. Von da an erneuert es das Zertifikat von selbst.',

    copy: {
      title: 'Dieser Rechner ist die Kopie eines anderen.',
      text: (name) =>
        `Der andere heißt ${name}, und zwei Rechner können nicht ein Gerät sein. Unten lässt sich dieser als eigenes Gerät einrichten. Oder er nimmt den Platz des anderen ein.`,
      keep: 'Platz des anderen einnehmen',
      ask: 'Ist der andere Rechner aufgegeben?',
      losses: (name) => [`Der Rechner, der jetzt ${name} ist, wird ausgesperrt: Er bekommt kein Zertifikat mehr.`],
      failed: 'Es wurde nichts geändert.',
    },

    naming: 'Sein Name',
    madeUp: 'Ein Name, der nichts verrät',
    madeUpHint: 'Er ist ausgedacht, zum Beispiel k7f3q9xz. Niemand erfährt durch ihn, wessen Gerät das ist.',
    own: 'Ein eigener Name',
    ownHint: 'Zum Beispiel empfang-07. Andere erkennen ihn wieder, wo immer er steht.',
    label: 'Erster Teil des Namens',
    becomesPublic: (label) =>
      `Der Name jedes Zertifikats steht für immer in öffentlichen Verzeichnissen. Alle werden dort lesen können, dass ein Gerät ${label === '' ? 'so' : `„${label}“`} heißt.`,
    problems: {
      length: 'Höchstens 63 Zeichen sind möglich.',
      characters: 'Nur die Buchstaben a bis z, Ziffern und Bindestriche sind möglich.',
      hyphens: 'Ein Bindestrich kann nicht am Anfang, am Ende oder an dritter und vierter Stelle stehen.',
      kept: 'Diesen Namen behält der Dienst für sich.',
      alike: (word) => `Das ist leicht mit „${word}“ zu verwechseln, und diesen Namen behält der Dienst für sich.`,
    },

    addresses: 'Andere im selben Netzwerk sollen es unter seinem Namen finden',
    addressesHint:
      'Dafür stehen seine lokalen Adressen im öffentlichen DNS, wo alle sie lesen können. In den Einstellungen lässt sich das jederzeit ändern.',
    addressesFailed: 'Die Adressen dieses Geräts sind noch nicht veröffentlicht.',
    addressesInSettings: 'In den Einstellungen veröffentlichen',

    begin: 'Einrichten',
    beginning: 'Die Cloud wird gefragt …',
    offline: 'Der Agent läuft nicht. Deshalb lässt sich nichts starten.',
    failed: 'Dieses Gerät wurde nicht eingerichtet.',
    ended: 'Dieses Gerät wurde nicht aufgenommen.',

    haveToken: 'Ich habe ein Registrierungstoken',
    token: 'Registrierungstoken',
    tokenHint: 'Wer das Team verwaltet, hat es. Mit ihm muss niemand dieses Gerät freigeben.',
    noToken: 'Ich habe kein Token',

    waiting: 'Dieses Gerät aufnehmen',
    waitingWhy: 'Im Browser öffnet sich eine Seite. Bitte dort anmelden und dieses Gerät freigeben, wenn die Seite denselben Code zeigt.',
    code: 'Code',
    openPage: 'Seite öffnen',
    address: 'Adresse',
    copyAddress: 'Adresse kopieren',
    goodUntil: (time) => `Der Code gilt bis ${time}.`,
    waitingFor: 'Die Freigabe steht noch aus …',
    again: 'Neu anfangen',

    administrator: {
      title: 'Das kann nur, wer diesen Rechner verwaltet.',
      text: 'Das Programm arbeitet für alle an diesem Rechner. In einer Befehlszeile, die mit den Rechten eines Administrators geöffnet wurde, richtet dieser Befehl es ein:',
      command: 'Befehl',
    },
  },
}
