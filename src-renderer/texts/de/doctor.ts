import type { doctor as english } from '../en/doctor.ts'
import { plural } from './plural.ts'

export const doctor: typeof english = {
  doctor: {
    heading: 'Netzwerk-Doktor',
    intro:
      'Sieht sich alles an, was zwischen diesem Gerät und seinen Zertifikaten steht: Netzwerk, Namen, Zertifizierungsstellen, Uhr. Dabei wird nichts verändert.',
    name: 'Ein Name, der ein Zertifikat bekommen soll',
    nameHint: 'Er wird mit angesehen, bevor etwas bestellt wird. Bleibt das Feld leer, geht es nur um dieses Gerät.',
    look: 'Jetzt nachsehen',
    again: 'Noch einmal nachsehen',
    stop: 'Anhalten',
    question: 'Was angesehen wird',
    none: 'Hier erscheint alles, was angesehen wurde, und was dabei zu sehen war.',
    begun: 'Es wird festgestellt, was anzusehen ist …',
    looking: (seen, all) => `Es wird nachgesehen: ${seen} von ${all}`,
    progress: 'Wie viel schon angesehen ist',
    well: 'Nichts steht im Weg.',
    warnings: (count) =>
      plural(count, {
        one: 'Alles funktioniert. Eines sollte man sich ansehen.',
        other: 'Alles funktioniert. # Dinge sollte man sich ansehen.',
      }),
    failed: (count) => plural(count, { one: 'Eines steht im Weg.', other: '# Dinge stehen im Weg.' }),
    stopped: 'Angehalten, bevor alles angesehen war.',
    unfinished: 'Der Doktor konnte nicht zu Ende nachsehen.',
    lookedAt: (relative) => `Zuletzt nachgesehen: ${relative}`,
    lastTry: (name) => `Der letzte Versuch für ${name} ist nicht gelungen.`,
    because: 'Der Grund:',
    gone: 'Woran es lag, ist nicht mehr zu sehen.',
    copyTicket: 'Für die Netzwerk-Verantwortlichen kopieren',
    ticketWhy: 'Wer das Netzwerk betreut, kann öffnen, was geschlossen ist. Dieser Text sagt in der Fachsprache, was das ist.',
    problems: 'Was gefunden wurde',
    whatToDo: (nextStep) => `Was zu tun ist: ${nextStep}`,
    holdsUp: (names) => `Ohne das lassen sich nicht erneuern: ${names}`,
    everything: 'Alles, was angesehen wird',
    others: 'Alles andere, was angesehen wird',
    leftOut: (count) => plural(count, { one: 'Eines wurde ausgelassen', other: '# Dinge wurden ausgelassen' }),
    evidence: (title) => `Was zu sehen war: ${title}`,
    took: 'Dauer',
    group: {
      network: 'Netzwerk',
      dns: 'Namen (DNS)',
      authority: 'Zertifizierungsstellen',
      cloud: 'Cloud',
      clock: 'Uhr',
      ports: 'Ports dieses Geräts',
      data: 'Was das Programm aufbewahrt',
      certificates: 'Zertifikate',
    },
    status: { waiting: 'Wartet', ok: 'Gut', warning: 'Ansehen', failed: 'Im Weg', skipped: 'Ausgelassen' },
  },
}
