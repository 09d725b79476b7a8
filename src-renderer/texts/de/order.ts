import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { order as english } from '../en/order.ts'

const steps = {
  names: 'Namen',
  proof: 'Nachweis',
  key: 'Schlüssel und Stelle',
  check: 'Vorher nachsehen',
  run: 'Bestellen',
}

const faults = {
  characters: 'enthält Zeichen, die kein Name hat',
  wildcard: 'hat den Stern an der falschen Stelle: Er steht für den ganzen ersten Teil, wie in *.example.com',
  'one-part': 'hat nur einen Teil; ein öffentlicher Name hat mindestens zwei, wie example.com',
  dots: 'hat zwei Punkte nebeneinander oder einen am Anfang',
  hyphen: 'hat einen Teil, der mit einem Bindestrich beginnt oder endet, oder Bindestriche, wo kein Name sie hat',
  long: 'ist zu lang',
  number: 'endet wie eine Adresse und ist keine',
  zone: 'ist eine Adresse, die nur dieses Gerät kennt',
  managed: 'hat hier schon ein Zertifikat',
}

const ways = {
  automatic: {
    title: 'Diesem Programm überlassen',
    text: 'Es nimmt den Weg, mit dem es eingerichtet wurde. Für den eigenen Namen dieses Geräts ist nichts zu tun.',
  },
  delegation: {
    title: 'Ein Eintrag im DNS',
    text: 'Wer die Domain betreut, fügt ihn einmal hinzu. Von da an geht es von selbst. Dieses Gerät braucht kein Passwort des DNS.',
  },
  rfc2136: {
    title: 'Der eigene DNS-Server',
    text: 'Dieses Gerät schreibt den Nachweis hinein und nimmt ihn wieder weg. Dafür braucht es einen Schlüssel dieses Servers (RFC 2136 mit TSIG).',
  },
  'http-listener': {
    title: 'Dieses Programm antwortet an Port 80',
    text: 'Die Namen müssen zu diesem Gerät führen, und Port 80 muss aus dem Internet offen sein. Sonst darf dort nichts antworten.',
  },
  'http-webroot': {
    title: 'Ein Webserver auf diesem Gerät antwortet',
    text: 'Die Namen müssen zu ihm führen. Dieses Programm legt für einen Augenblick eine kleine Datei in seinen Ordner.',
  },
  'tls-alpn': {
    title: 'Dieses Programm antwortet an Port 443',
    text: 'Die Namen müssen zu diesem Gerät führen, und Port 443 muss aus dem Internet offen sein. Sonst darf dort nichts antworten.',
  },
}

const keyPlaces = {
  here: {
    title: 'Auf diesem Gerät, mit versiegelter Kopie',
    text: 'Hier erzeugt. Ein Administrator kann ihn später an andere Geräte weitergeben.',
  },
  store: {
    title: 'Nur auf diesem Gerät',
    text: 'Hier erzeugt und nur im Zertifikatspeicher aufbewahrt. Er kann nie herausgegeben und aus keiner Sicherung zurückgeholt werden.',
  },
  tpm: {
    title: 'Im Sicherheitschip dieses Geräts (TPM)',
    text: 'Im Chip erzeugt, und er verlässt ihn nie. Manche ältere Programme können einen solchen Schlüssel nicht benutzen.',
  },
  elsewhere: {
    title: 'Anderswo',
    text: 'Eine dort erstellte Zertifikatanforderung (CSR) wird mitgebracht. Der Schlüssel kommt nie hierher.',
  },
}

const keyTypes: Record<KeyType, string> = {
  'rsa-2048': 'RSA 2048 – geht überall',
  'rsa-3072': 'RSA 3072',
  'rsa-4096': 'RSA 4096 – langsamer',
  'p-256': 'ECDSA P-256 – klein und schnell',
  'p-384': 'ECDSA P-384',
}

const checks: Record<string, (about: string) => string> = {
  names: () => 'Die Namen können in einem Zertifikat stehen',
  organisation: () => 'Die Organisation lässt diese Bestellung zu',
  licence: () => 'Der Tarif enthält ein solches Zertifikat',
  managed: () => 'Für diesen Namen gibt es noch keines',
  key: () => 'Der Schlüssel kann wie gewünscht erzeugt werden',
  store: () => 'Es kann dort abgelegt werden, wo Programme es suchen',
  proof: () => 'Auf diesem Weg lassen sich die Namen nachweisen',
  delegation: (name) => `Der Eintrag für ${name} steht im DNS`,
  'zone-servers': (name) => `Die DNS-Server von ${name} antworten`,
  caa: () => 'Das DNS lässt die Stelle ausstellen (CAA)',
  ports: () => 'Der Port kann benutzt werden',
  webroot: () => 'In den Ordner des Webservers kann geschrieben werden',
  authority: (label) => `${label} ist erreichbar`,
  account: (label) => `Das Konto bei ${label} ist in Gebrauch`,
  binding: (label) => `${label} nimmt Bestellungen dieses Geräts an`,
  profile: (label) => `${label} bietet das Profil an`,
  limits: (label) => `${label} hat Platz für eines mehr`,
  cloud: () => 'Die MyL.Zip-Cloud ist erreichbar',
  clock: () => 'Die Uhr dieses Geräts geht richtig',
}

export const order: typeof english = {
  order: {
    heading: 'Ein Zertifikat bekommen',
    steps,
    stepsLabel: 'Schritte',
    stepOf: (number, count, name) => `Schritt ${number} von ${count}: ${name}`,
    back: 'Zurück',
    next: 'Weiter',
    cancel: 'Abbrechen',
    offline: 'Der Agent läuft nicht, deshalb kann jetzt nichts bestellt werden. Was eingegeben wurde, bleibt hier stehen.',
    administratorTitle: 'Zum Bestellen braucht es einen Administrator.',
    administrator: 'Ansehen und erneuern geht hier, bestellen nicht. Ein Administrator dieses Geräts kann es mit diesem Befehl:',
    command: 'Befehl',

    namesHeading: 'Für welche Namen ist es?',
    namesLabel: 'Namen',
    namesHint: 'Einer, oder mehrere mit Leerzeichen oder Kommas dazwischen. Ein Stern steht für jeden Namen darunter: *.example.com',
    namesNone: 'Mindestens einen Namen eingeben.',
    namesRead: 'So werden sie verstanden',
    knownBy: 'Nach diesem heißt das Zertifikat',
    wildcard: 'Jeder Name direkt darunter',
    address: 'Eine Adresse',
    faults,
    fault: (name, words) => `„${name}“ ${words}.`,
    tooMany: (count, most) => `Das sind ${count} Namen, und ein Zertifikat kann ${most} haben.`,
    see: 'Ansehen',

    proofHeading: 'Wie wird nachgewiesen, wem sie gehören?',
    proofWhy: 'Die Zertifizierungsstelle gibt ein Zertifikat nur dem, dem die Namen gehören.',
    ways,
    wildcardByDns: 'Ein Name mit Stern lässt sich nur durch das DNS nachweisen, deshalb steht nur das zur Wahl.',
    addressByPort: 'Eine Adresse lässt sich nicht durch das DNS nachweisen, deshalb fehlen diese Wege.',
    records: 'Was im DNS stehen muss',
    recordName: 'Name',
    recordTarget: 'CNAME, der hierhin führt',
    recordStates: {
      ready: 'Er steht da',
      missing: 'Noch nicht da',
      elsewhere: 'Er führt woandershin',
      loop: 'Er führt im Kreis',
      unknown: 'Er lässt sich von hier aus gerade nicht nachschlagen',
    },
    recordFound: (found) => `Gefunden: ${found}`,
    copyRecord: 'Eintrag',
    copyRecords: 'Für die Betreuung des DNS kopieren',
    checkAgain: 'Noch einmal nachsehen',
    looking: 'Wird nachgesehen …',
    recordsLater: 'Es geht inzwischen weiter. Der letzte Schritt sieht noch einmal nach, und bestellt werden kann, sobald alles da ist.',
    recordsFailed: 'Der Eintrag kann nicht gezeigt werden.',
    server: 'DNS-Server',
    serverNone: 'Auf diesem Gerät ist noch kein Server eingerichtet.',
    serverAdd: 'Einen Server einrichten',
    serverAddress: 'Adresse',
    serverAddressHint: 'rfc2136://ns1.example.com/example.com?key=name-des-schluessels',
    serverKey: 'Schlüssel',
    serverKeyHint: 'Wie tsig-keygen ihn schreibt, oder nur das Geheimnis. Er wird hier versiegelt und nie wieder gezeigt.',
    serverKeep: 'Behalten',
    serverFailed: 'Der Server wurde nicht hinzugefügt.',
    serversFailed: 'Die Server können nicht gezeigt werden.',
    serverNeeded: 'Einen Server wählen oder einrichten.',
    folder: 'Ordner, den der Webserver zeigt',
    folderHint: 'Der ganze Pfad auf diesem Gerät',
    folderNeeded: 'Den Ordner angeben.',

    keyHeading: 'Schlüssel und Zertifizierungsstelle',
    keyWhy: 'Was hier gewählt ist, passt für die meisten. „Weiter“ genügt.',
    authority: 'Zertifizierungsstelle',
    authorityUsual: (label) => `${label} (üblich)`,
    authorityFailed: 'Was diese Stelle anbietet, ist gerade nicht bekannt.',
    bindingTitle: (label) => `${label} verlangt ein vorher dort angelegtes Konto.`,
    binding:
      'Es wird auf der Website der Stelle angelegt und sein Schlüssel in den Einstellungen eingetragen. Was hier eingegeben wurde, bleibt.',
    bindingGo: 'Einstellungen öffnen',
    profile: 'Profil',
    profileUsual: 'Das übliche der Stelle',
    keyPlace: 'Wo der Schlüssel liegt',
    keyPlaces,
    keyType: 'Art des Schlüssels',
    keyTypes,
    csr: 'Zertifikatanforderung (CSR)',
    csrHint: 'PEM oder base64. Sie muss für genau die Namen dieses Zertifikats sein.',
    csrNeeded: 'Die Anforderung einfügen.',
    setByOrganisation: 'Von der Organisation festgelegt',

    checkHeading: 'Bevor etwas bestellt wird',
    checkWhy: 'Jedes wird für sich angesehen. Die Zertifizierungsstelle wird nur gefragt, ob sie da ist.',
    checks,
    checkStatus: { waiting: 'Wird angesehen', ok: 'Gut', warning: 'Einen Blick wert', failed: 'Im Weg', skipped: 'Ausgelassen' },
    checksRunning: 'Es wird nachgesehen, was der Bestellung begegnen würde …',
    checksFailed: 'Die Prüfung kam nicht zu ihrem Ende.',
    evidence: 'Einzelheiten',
    outlooks: {
      clear: 'Nichts steht im Weg.',
      doubtful: 'Es kann bestellt werden. Vorher lesen, was markiert ist.',
      blocked: 'So würde die Bestellung scheitern.',
    },
    settleFirst: 'Erst klären, was markiert ist, dann noch einmal nachsehen.',
    change: { names: 'Namen ändern', proof: 'Nachweis ändern', key: 'Schlüssel oder Stelle ändern' },
    place: 'Bestellen',
    placeAnyway: 'Trotzdem bestellen',
    notPlaced: 'Es wurde nichts bestellt.',

    runHeading: 'Das Zertifikat',
    begun: 'Es wird bestellt. Diese Seite kann verlassen werden; es geht von selbst weiter.',
    servedTitle: (name) => `${name} hat sein Zertifikat.`,
    served: 'Ein Programm wurde damit gesehen. Es erneuert sich von selbst.',
    keptTitle: (name) => `Das Zertifikat für ${name} ist da.`,
    kept: 'Es liegt im Zertifikatspeicher und erneuert sich von selbst. Jetzt fehlt nur noch ein Programm, das es benutzt.',
    failedTitle: 'Es wurde noch nicht ausgestellt.',
    failedAgain: (when) => `Der nächste Versuch beginnt ${when}.`,
    setUp: 'Ein Programm einrichten',
    seeCertificate: 'Das Zertifikat ansehen',
    another: 'Noch eines bestellen',

    leaveTitle: 'Ohne Bestellung verlassen?',
    leave: 'Was eingegeben wurde, wird vergessen. Bestellt wurde nichts.',
    leaveStay: 'Bleiben',
    leaveGo: 'Verlassen',
  },
}
