import type { settings as english } from '../en/settings.ts'

export const settings: typeof english = {
  settings: {
    heading: 'Einstellungen',
    network: 'Dieses Gerät im Netzwerk',
    page: 'Eine kleine HTTPS-Seite, auf der steht, wessen Gerät das ist und dass es geschützt ist.',
    pageTitle: 'Anderen Rechnern im Netzwerk die Geräteseite zeigen',
    pageOpen: 'Jeder Rechner in diesem Netzwerk kann sie öffnen.',
    pageClosed: 'Nur dieser Rechner kann sie öffnen.',
    lan: (name) => `Andere Rechner im selben Netzwerk finden dieses Gerät unter ${name}.`,
    lanCost:
      'Dafür stehen seine lokalen Adressen im öffentlichen DNS, wo alle sie lesen können. Das lässt sich jederzeit wieder zurücknehmen.',
    lanTitle: 'Lokale Adressen dieses Geräts veröffentlichen',
    on: 'Ein',
    off: 'Aus',
    published: 'Veröffentlicht',
    publishedNone: 'Nichts ist veröffentlicht.',
    publishedPending: 'Noch ist keine Adresse veröffentlicht.',
    resolution: {
      'leads-here': 'In diesem Netzwerk führt der Name hierher.',
      'leads-elsewhere':
        'In diesem Netzwerk führt der Name woandershin. Vielleicht antwortet das DNS des Netzwerks an seiner Stelle, oder es kennt noch eine alte Antwort.',
      'unknown-here':
        'In diesem Netzwerk ist der Name nicht bekannt. Vielleicht filtert das DNS des Netzwerks Antworten mit lokalen Adressen.',
    },
    checked: (relative) => `Geprüft ${relative}`,
    answers: 'Antworten',
    notSaved: 'Das wurde nicht geändert.',
    device: 'Dieses Gerät',
    name: 'Name',
    team: 'Team',
    deviceId: 'Geräte-ID',
    enrolled: 'Registriert',
    cloud: 'Cloud',
    about: 'Über dieses Programm',
    version: 'Version',
    mode: 'Läuft als',
    modes: {
      service: 'Windows-Dienst',
      user: 'Programm der angemeldeten Person',
      browser: 'Programm, das sich im Browser zeigt',
    },
    dataFolder: 'Datenordner',
    directory: 'Zertifizierungsstelle',
    practice: 'Übungsumgebung: Die Zertifikate sind zum Ausprobieren.',
    notEnrolled: 'Dieses Gerät ist noch nicht registriert. Deshalb gibt es nichts einzustellen.',
  },
}
