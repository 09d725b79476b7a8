import type { activity as english } from '../en/activity.ts'
import { plural } from './plural.ts'

const actors = {
  agent: 'vom Programm selbst',
  person: 'von jemandem an diesem Gerät',
  administrator: 'von der Administration',
  cloud: 'von der Cloud',
  'command-line': 'über die Befehlszeile',
  token: 'von einem Programm mit Token',
}

export const activity: typeof english = {
  activity: {
    heading: 'Verlauf',
    recent: 'Zuletzt geschehen',
    all: 'Alles, was geschehen ist',
    none: 'Hier erscheint, was das Programm für dieses Gerät tut.',
    older: 'Ältere zeigen',
    end: 'Hier beginnt das Protokoll.',
    loadFailed: 'Ältere Einträge ließen sich nicht lesen.',
    by: (actor) => (Object.hasOwn(actors, actor) ? actors[actor as keyof typeof actors] : `von ${actor}`),
    entry: (seq) => `Eintrag ${seq}`,
    show: (seq) => `Einzelheiten zu Eintrag ${seq}`,
    facts: { actor: 'Wer', action: 'Was', subject: 'Woran', seq: 'Eintrag', at: 'Wann' },
    listLabel: 'Was geschehen ist, das Neueste zuerst',
    saveTable: 'Als Tabelle speichern',
    notSaved: 'Es ließ sich nicht speichern.',
    filter: {
      label: 'Im Verlauf suchen',
      what: 'Was',
      everything: 'Alles',
      groups: {
        certificates: 'Zertifikate',
        programs: 'Programme, die sie benutzen',
        keys: 'Private Schlüssel',
        settings: 'Einstellungen',
        device: 'Dieses Gerät',
        program: 'Dieses Programm',
      },
      who: 'Wer',
      anybody: 'Egal wer',
      actors: {
        agent: 'Das Programm selbst',
        person: 'Jemand an diesem Gerät',
        administrator: 'Die Administration',
        cloud: 'Die Cloud',
        'command-line': 'Die Befehlszeile',
        token: 'Ein Programm mit Token',
      },
      when: 'Wann',
      anyTime: 'Jederzeit',
      spans: { today: 'Heute', '7': 'In den letzten 7 Tagen', '30': 'In den letzten 30 Tagen', between: 'Zwischen zwei Tagen' },
      from: 'Erster Tag',
      to: 'Letzter Tag',
      words: 'Mit diesen Wörtern',
      clear: 'Alles zeigen',
      searching: 'Das Protokoll wird durchsucht …',
      shown: (count, more) =>
        `${plural(count, { one: 'Ein Eintrag ist zu sehen.', other: '# Einträge sind zu sehen.' })}${more ? ' Es gibt ältere.' : ''}`,
      none: 'So etwas ist nicht geschehen. Bitte weniger einschränken oder alles zeigen.',
    },
  },

  integrity: {
    heading: 'Ist das Protokoll vollständig?',
    check: 'Vollständigkeit prüfen',
    why: 'Jeder Eintrag versiegelt den davor. Den letzten unterschreibt dieses Gerät, und auch die Cloud bewahrt ihn auf.',
    checking: 'Jeder Eintrag wird geprüft …',
    intactTitle: 'Das Protokoll ist unversehrt.',
    intact: (entries) =>
      plural(entries, {
        one: 'Ein Eintrag wurde geprüft.',
        other: '# Einträge wurden geprüft. Keiner wurde geändert, entfernt oder verschoben.',
      }),
    anchored: (seq, time) => `Die Cloud hat dasselbe Protokoll bis Eintrag ${seq} (Stand: ${time}).`,
    notAnchored:
      'Die Cloud war nicht zu erreichen. Fehlt am Ende etwas, fällt das so nicht auf. Bitte noch einmal prüfen, sobald sie antwortet.',
    brokenTitle: 'Das Protokoll ist nicht mehr so, wie es geschrieben wurde.',
    broken: (findings) => plural(findings, { one: 'Eine Auffälligkeit:', other: '# Auffälligkeiten:' }),
    failed: 'Die Prüfung ließ sich nicht ausführen.',
    save: 'Das ganze Protokoll speichern',
    saveWhy: 'Eine Datei, die jemand anderes prüfen kann, versiegelt von diesem Gerät.',
  },
}
