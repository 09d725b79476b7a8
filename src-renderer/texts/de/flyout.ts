import type { flyout as english } from '../en/flyout.ts'
import { plural } from './plural.ts'

export const flyout: typeof english = {
  flyout: {
    safeUntil: (day) => `geschützt bis ${day}`,
    validUntil: (day) => `gültig bis ${day}`,
    ended: (relative) => `abgelaufen ${relative}`,
    noName: 'Dieses Gerät',
    connecting: 'Der Agent wird gefragt',
    life: (percent) => `${percent} der Laufzeit des Zertifikats liegen noch vor ihm`,
    noLife: 'Noch gibt es kein Zertifikat',

    renews: (day) => `Die nächste Erneuerung kommt von selbst, ungefähr: ${day}.`,
    renewsWithin: (day, from, to) =>
      `Die nächste Erneuerung kommt von selbst, ungefähr: ${day}, zwischen ${from} und ${to}, wie die Organisation es will.`,
    renewsSoon: 'Die nächste Erneuerung kommt sehr bald von selbst.',
    renewsNever: 'Eine Erneuerung ist nicht geplant.',

    usedBy: 'Benutzt von',
    usedByNobody: 'Noch benutzt es kein Programm auf diesem Gerät.',
    others: (count) => plural(count, { one: 'Und ein weiteres Programm', other: 'Und # weitere Programme' }),
    standing: { verified: 'Damit gesehen', failed: 'Nicht damit gesehen', waiting: 'Noch nicht angesehen' },

    connect: 'Mit diesem Namen verbinden',
    copyName: 'Namen kopieren',
    name: 'Namen',
    remoteDesktop: 'Datei für Remotedesktop',
    fileNotSaved: 'Die Datei wurde nicht gespeichert.',
    notPublished: 'Andere erreichen ihn, sobald die lokalen Adressen dieses Geräts veröffentlicht sind.',
    allowThat: 'Einstellungen',

    dashboard: 'Dashboard',
    more: 'Mehr',

    oneThing: {
      agentAway: {
        title: 'Der Agent läuft nicht.',
        text: 'Das Zertifikat bleibt, wo es ist. Wir suchen den Agenten weiter.',
        button: 'Jetzt noch einmal suchen',
      },
      noPermission: {
        title: 'Diese Seite braucht einen neuen Link.',
        text: 'Die Berechtigung dieser Seite ist abgelaufen. Bitte noch einmal aus dem Programm öffnen.',
      },
      notEnrolled: {
        title: 'Dieses Gerät ist noch nicht eingerichtet.',
        text: 'Es bekommt einen Namen und ein eigenes Zertifikat. Das dauert eine Minute.',
        button: 'Einrichten',
      },
      copy: {
        title: 'Dieser Rechner ist eine Kopie.',
        text: (name) => `Ein anderer heißt schon ${name}, und zwei Rechner können nicht ein Gerät sein.`,
        button: 'Klären',
      },
      ended: {
        title: 'Das Zertifikat ist abgelaufen.',
        text: (name) => `Programme, die ${name} benutzen, zeigen allen eine Warnung, die sich mit ihnen verbinden.`,
      },
      revoked: {
        title: 'Das Zertifikat wurde widerrufen.',
        text: (name) => `Programme, die das prüfen, lehnen es ab: ${name} braucht ein neues.`,
      },
      notServed: {
        title: 'Das Zertifikat ist nicht im Einsatz.',
        text: (program) => `${program} wurde nicht damit gesehen. Dort schützt es also niemanden.`,
        nobody: 'Kein Programm wurde damit gesehen. Es schützt also noch niemanden.',
        button: 'Nachsehen, woran es liegt',
      },
      noneYet: { title: 'Das erste Zertifikat ist noch nicht da.' },
      aboutToEnd: {
        title: 'Das Zertifikat läuft bald ab.',
        text: (name, relative) => `${name} läuft ${relative} ab und wurde noch nicht erneuert.`,
      },
      failedTwice: { title: 'Die letzten Erneuerungen sind nicht fertig geworden.' },
      again: (relative) => `Wir versuchen es ${relative} noch einmal.`,
      renew: 'Jetzt erneuern',
      tryAgain: 'Noch einmal versuchen',
      why: 'Woran es liegt',
      paused: {
        title: (time) => `Pause bis ${time}: So lange wird nichts von selbst erneuert.`,
        text: 'Ein Zertifikat, das bald abläuft, wird trotzdem erneuert.',
        button: 'Jetzt weitermachen',
      },
      updateWaiting: {
        title: (version) => `Version ${version} ist bereit.`,
        text: 'Das dauert einen Augenblick. Die Zertifikate bleiben so lange im Einsatz.',
        button: 'Neu starten',
      },
    },
  },
}
