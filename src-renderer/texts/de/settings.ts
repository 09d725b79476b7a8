import type { settings as english } from '../en/settings.ts'

export const settings: typeof english = {
  setting: {
    on: 'Ein',
    off: 'Aus',
    notSaved: 'Das wurde nicht geändert.',
    waysOn: {
      CALLER_NOT_ADMINISTRATOR:
        'Wer diesen Rechner verwaltet, kann es: „Befehlszeile für Administratoren“ im Menü des Symbols neben der Uhr, und dort der Befehl mylzip.',
      CALLER_NOT_ALLOWED: 'Bitte das Dashboard aus dem Programm von jemandem öffnen, der diesen Rechner verwaltet.',
    },
    byOrganisation: 'Von der Organisation festgelegt. Hier lässt es sich nicht ändern.',
  },

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
    appearance: {
      heading: 'Darstellung',
      theme: 'Farben',
      themeWhy: 'Hell oder dunkel, oder wie das System eingestellt ist. Das gilt nur für die angemeldete Person.',
      themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    },
    usual: {
      heading: 'Neue Zertifikate',
      explanation: 'Was sie bekommen, wo eine Bestellung nichts anderes sagt. Zertifikate, die schon da sind, bleiben, was sie sind.',
      loading: 'Die Auswahl wird gelesen …',
      unread: 'Die Auswahl ließ sich nicht lesen.',
      keyType: 'Art des Schlüssels',
      keyTypeWhy:
        'RSA 2048 funktioniert mit jedem Programm von Windows. Die anderen sind kleiner oder stärker, und manche älteren Programme können sie nicht nutzen.',
      keyUse: 'Wo Schlüssel entstehen',
      keyUseWhy: 'Ein Schlüssel im TPM verlässt diesen Rechner nie und geht mit ihm verloren.',
      keyUses: { new: 'Hier, und versiegelt', tpm: 'Im TPM' },
      profile: 'Profil',
      profileWhy:
        'Wie lange ein Zertifikat gilt und wofür, unter einem Namen seiner Zertifizierungsstelle. Kennt sie ihn nicht, wird nicht bestellt.',
      profileUsual: 'Das übliche der Zertifizierungsstelle',
    },
    pause: {
      heading: 'Erneuerungen',
      title: 'Eine Stunde Pause',
      why: 'Erneuerungen laufen von selbst. Sie können eine Stunde warten.',
      until: (time) => `Erneuerungen warten bis ${time} und gehen dann von selbst weiter.`,
      consequence: 'Ein Zertifikat, dessen Ende nahe ist, wird trotzdem erneuert.',
      pause: 'Eine Stunde Pause',
      resume: 'Pause beenden',
    },
    practice: 'Übungsumgebung: Die Zertifikate sind zum Ausprobieren.',
  },
}
