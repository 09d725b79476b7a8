import { germanHealth } from '@mylzip/shared/texts/de/health.ts'
import { plural } from '@mylzip/shared/texts/de/plural.ts'
import { germanWords } from '@mylzip/shared/texts/de/words.ts'
import { makeVoice } from '@mylzip/shared/texts/make-voice.ts'
import type { DesktopWords } from './english.ts'
import { germanStandings } from './german-standings.ts'

export const german: DesktopWords = {
  health: germanHealth,
  standing: germanStandings,

  icon: {
    unnamed: (word) => `MyL.Zip SSL: ${word}`,
    safeUntil: (day) => `Sicher bis ${day}`,
    wellUntil: (word, day) => `${word}, sicher bis ${day}`,
    notSetUp: 'Noch nicht eingerichtet',
  },

  menu: {
    waitUntil: (time) => `Erneuerungen warten bis ${time}`,
    pause: 'Eine Stunde Pause',
    resume: 'Pause beenden',
    renewNow: 'Jetzt erneuern',
    openDashboard: 'Dashboard öffnen',
    commandLine: 'Befehlszeile für Administratoren …',
    startService: 'Dienst starten',
    copyDiagnostics: 'Diagnose kopieren',
    settings: 'Einstellungen',
    quit: 'Beenden',
    view: 'Ansicht',
  },

  updates: {
    channels: { stable: 'Stabil', beta: 'Beta: früher und weniger erprobt' },
    channel: 'Welche Versionen',
    channelSet: 'Welche Versionen (von der Organisation festgelegt)',
    off: { organisation: 'Updates kommen von der Organisation', unsigned: 'Diese Ausgabe aktualisiert sich nicht selbst' },
    look: 'Nach Updates suchen',
    looking: 'Es wird nach Updates gesucht …',
    fetching: (version) => `Version ${version} wird geholt …`,
    news: (version) => `Neu in ${version} …`,
    waiting: (version) => `Version ${version} kommt, sobald die Erneuerung zu Ende ist`,
    installing: (version) => `Version ${version} wird installiert …`,
    restartToUpdate: (version) => `Neu starten mit Version ${version}`,
    restartToGoBack: (version) => `Neu starten und zurück zu Version ${version}`,
    isThere: (version) => `Version ${version} ist da …`,
    whyFailed: 'Warum das Update nicht gelang …',
    whyNotInstalled: 'Warum es nicht installiert wurde …',
    stillReady: (version) => `Nichts wurde geändert, und Version ${version} ist weiter bereit.`,
    newsOf: (version) => `Neu in Version ${version}`,
    goingBack: (version) =>
      `Zurück zu Version ${version}. Was eine neuere Version geschrieben hat, kann sie vielleicht nicht lesen: Bitte vorher eine Sicherung anlegen.`,
    noNews: 'Dazu ist nichts gesagt.',
    restartNow: 'Jetzt neu starten',
    later: 'Später',
  },

  notices: {
    several: (count) => plural(count, { one: '# Hinweis', other: '# Hinweise' }),
    others: (count) => plural(count, { other: 'und # weitere' }),
    updateReady: (version) => `Version ${version} ist bereit`,
    updateReadyMeans: 'Ein Neustart des Programms installiert sie. Eine Erneuerung, die gerade läuft, wird vorher fertig.',
    updateReadyAsks:
      'Ein Neustart des Programms installiert sie, und Windows fragt dabei nach Administratorrechten. Eine Erneuerung, die gerade läuft, wird vorher fertig.',
    notSetUp: 'Dieses Gerät ist noch nicht eingerichtet',
    notSetUpMeans: 'Es hat kein Zertifikat, bis jemand sagt, wem es gehört. Das dauert eine Minute.',
    setUp: 'Einrichten',
    tryAgain: 'Jetzt noch einmal versuchen',
    safeUntil: (day) => `Sicher bis ${day}.`,
    renewed: (name) => `${name} wurde erneuert`,
    ending: (name, day) => `${name} ist nur noch bis ${day} sicher`,
    endingMeans: 'Die Erneuerung kam nicht rechtzeitig.',
    failing: (name) => `${name} ließ sich zweimal nicht erneuern`,
    notProtected: (name) => `${name} ist nicht geschützt`,
    notProtectedMeans: 'Programme, die das Zertifikat benutzen, zeigen allen eine Warnung, die sich verbinden.',
  },

  boxes: {
    close: 'Schließen',
    notNow: 'Nicht jetzt',
    windowsAsks: 'Windows fragt danach, wenn der Dienst von hier gestartet wird.',
    diagnosticsCopied: 'Die Diagnose liegt in der Zwischenablage.',
    diagnosticsAre: (lines) =>
      `${plural(lines, { one: 'Es ist # Zeile', other: 'Es sind # Zeilen' })} Text. Schlüssel, Passwörter und Token stehen nicht darin, wohl aber die Namen dieses Geräts, seiner Zertifikate und Ordner sowie Adressen in seinem Netzwerk. Nichts wurde gesendet: Bitte zuerst durchsehen und dort einfügen, wo der Support danach gefragt hat.`,
    notStarted: (reason) => `Das Programm konnte nicht starten: ${reason}`,
  },

  agent: makeVoice(germanWords),
}
