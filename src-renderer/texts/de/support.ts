import type { support as english } from '../en/support.ts'
import { plural } from './plural.ts'

export const support: typeof english = {
  support: {
    heading: 'Was der Support bekommt',
    why: 'Wer helfen soll, muss wissen, wie es um dieses Gerät steht. Hier ist zu sehen, was das wäre. Gesendet wird nichts: Speichern oder kopieren und selbst weitergeben.',
    gather: 'Zeigen, was der Support bekommt',
    again: 'Neu zusammenstellen',
    gathering: 'Es wird zusammengestellt. Auch der Netzwerk-Doktor sieht nach, deshalb dauert es einige Sekunden.',
    ready: 'Hier ist es, Teil für Teil. Bitte vor dem Weitergeben lesen.',
    never:
      'Schlüssel, Passwörter und Token sind nie darin. Namen, Ordner und Adressen im Netzwerk schon, weil ohne sie niemand helfen kann.',
    redacted: (count) =>
      plural(count, {
        one: 'Ein Wert ist verborgen, weil er wie ein Geheimnis aussieht.',
        other: '# Werte sind verborgen, weil sie wie Geheimnisse aussehen.',
      }),
    partRedacted: (count) => plural(count, { one: 'ein Wert verborgen', other: '# Werte verborgen' }),
    partMissing: 'nicht darin',
    empty: 'Nichts ist bekannt.',
    save: 'Speichern',
    copy: 'Kopieren',
    failed: 'Es ließ sich nicht zusammenstellen.',
    parts: {
      about: 'Dieses Programm und diese Maschine',
      device: 'Dieses Gerät',
      certificates: 'Zertifikate, ohne ihre Schlüssel',
      failures: 'Was zuletzt misslungen ist',
      runs: 'Die letzten Erneuerungen',
      doctor: 'Was der Netzwerk-Doktor gefunden hat',
      settings: 'Einstellungen',
      policy: 'Was die Organisation festgelegt hat',
      database: 'Die Datenbank',
      audit: 'Das Ende des Protokolls',
      log: 'Das Ende des programmeigenen Protokolls',
    },
  },
}
