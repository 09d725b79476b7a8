import type { plan as english } from '../en/plan.ts'
import { plural } from './plural.ts'

export const plan: typeof english = {
  plan: {
    heading: 'Tarif',
    loading: 'Der Tarif wird abgefragt …',
    unread: 'Der Tarif ließ sich nicht lesen.',
    names: (name) => `Der Tarif: ${name}`,
    freeHolds: 'Dieses Gerät hat alles, was es für seinen eigenen Namen braucht, und das kostenlos.',
    holdsUntil: (day, team) => (team === undefined ? `Er gilt bis ${day}.` : `Die Lizenz von ${team} gilt bis ${day}.`),
    withoutCloud: (day) => `Ohne Verbindung zur Cloud geht es bis ${day} weiter.`,
    renewalsGoOn: 'Was hier schon verwaltet wird, wird erneuert, was immer mit der Lizenz geschieht.',
    confirmed: (relative) => `Die Cloud hat das ${relative} bestätigt.`,
    graceTitle: 'Die Cloud hat die Lizenz seit mehr als einem Tag nicht bestätigt.',
    grace: 'Bis zum Tag, der oben steht, fehlt nichts. Sobald die Cloud erreichbar ist, wird sie von selbst bestätigt.',
    unconfirmedTitle: 'Die Cloud hat die Lizenz nicht bestätigt.',
    neverConfirmed: 'Bis dieses Gerät die Cloud einmal erreicht hat, hat es, was kostenlos ist.',
    unconfirmed: (name) =>
      `Die Tage ohne Cloud sind aufgebraucht: Neues, das ${name} braucht, lässt sich nicht beginnen. Sobald dieses Gerät mit dem Internet verbunden ist, wird die Lizenz von selbst bestätigt.`,
    expiredTitle: (name, day) => `Die Lizenz für ${name} endete am ${day}.`,
    expired: 'Zertifikate, die hier verwaltet werden, werden weiter erneuert. Neues, das der Tarif hatte, lässt sich nicht beginnen.',
    notCoveredTitle: 'Die Lizenz gilt für weniger Geräte, als das Team hat.',
    notCovered: (devices) =>
      plural(devices, {
        one: 'Sie gilt für ein Gerät, und das ist nicht dieses: Zuerst kommen die, die am längsten im Team sind.',
        other: 'Sie gilt für # Geräte, und dieses ist nicht dabei: Zuerst kommen die, die am längsten im Team sind.',
      }),
    usage: 'Was das Team nutzt',
    usageWhose: 'Gezählt für das ganze Team.',
    usedOf: (used, limit) => `${used} von ${limit}`,
    nearTitle: 'Der Tarif ist fast ausgeschöpft.',
    reachedTitle: 'Eine Grenze des Tarifs ist erreicht.',
    near: 'Was da ist, bleibt und läuft weiter. Mehr, als der Tarif hat, lässt sich nicht hinzufügen.',
    limits: {
      devices: 'Geräte',
      ownDomains: 'Eigene Domains',
      monitors: 'Überwachte Hosts',
      apiCalls: 'API-Aufrufe in diesem Monat',
    },
    has: 'Was der Tarif hat',
    features: {
      'device-certificate': 'Ein Zertifikat für den Namen dieses Geräts, das sich von selbst erneuert',
      'audit-log': 'Das Protokoll von allem, was getan wurde',
      'device-page': 'Die Geräteseite',
      'lan-name': 'Der Name führt im lokalen Netzwerk zu diesem Gerät',
      'own-domains': 'Zertifikate für eigene Domains',
      wildcard: 'Zertifikate für alle Namen unter einem (Wildcards)',
      'multi-domain': 'Zertifikate für mehrere Namen',
      'ip-addresses': 'Zertifikate für IP-Adressen',
      'short-lived': 'Kurzlebige Zertifikate',
      'all-targets': 'Alle Programme und Server, denen ein Zertifikat gegeben werden kann',
      'alert-channels': 'Meldungen per E-Mail, Chat und Webhook',
      hsts: 'Verwaltung von HSTS und die Sicherheitsnote',
      'api-tokens': 'API-Tokens',
      fleet: 'Teamportal, Rollen, Registrierungstokens, Richtlinien und Export des Protokolls',
    },
    more: 'Was andere Tarife dazugeben',
    price: {
      device: (amount) => `${amount} im Monat je Gerät`,
      team: (amount) => `${amount} im Monat für das Team`,
    },
    allOf: (name) => `Alles, was ${name} hat, und:`,
    upTo: (limits) => `Bis zu ${limits.join(', ')}.`,
    limitOf: {
      devices: (count) => `${count} Geräte`,
      ownDomains: (count) => `${count} eigene Domains`,
      monitors: (count) => `${count} überwachte Hosts`,
      apiCalls: (count) => `${count} API-Aufrufe im Monat`,
    },
    trial: 'Das Team kann Premium sieben Tage lang ausprobieren, ohne Kreditkarte.',
    whoChanges: (team) =>
      team === undefined
        ? 'Über den Tarif entscheiden die Inhaber des Teams.'
        : `Über den Tarif entscheiden die Inhaber des Teams ${team}.`,
    teamPage: 'Seite des Teams öffnen',
  },
}
