import { plural } from './plural.ts'

export const flyout = {
  flyout: {
    safeUntil: (day: string) => `safe until ${day}`,
    validUntil: (day: string) => `valid until ${day}`,
    ended: (relative: string) => `ended ${relative}`,
    noName: 'This device',
    connecting: 'Asking the agent',
    life: (percent: string) => `${percent} of the certificate’s life is left`,
    noLife: 'There is no certificate yet',

    renews: (day: string) => `Renews by itself around ${day}.`,
    renewsWithin: (day: string, from: string, to: string) =>
      `Renews by itself around ${day}, between ${from} and ${to}, as your organisation wishes.`,
    renewsSoon: 'Renews by itself very soon.',
    renewsNever: 'No renewal is planned.',

    usedBy: 'Used by',
    usedByNobody: 'No program on this device uses it yet.',
    others: (count: number) => plural(count, { one: 'And one more program', other: 'And # more programs' }),
    standing: { verified: 'Seen using it', failed: 'Not seen using it', waiting: 'Not looked at yet' },

    connect: 'Connect by this name',
    copyName: 'Copy the name',
    name: 'the name',
    remoteDesktop: 'Remote Desktop file',
    fileNotSaved: 'The file was not saved.',
    notPublished: 'Others can use it once this device’s local addresses are published.',
    allowThat: 'Settings',

    dashboard: 'Dashboard',
    more: 'More',

    oneThing: {
      agentAway: {
        title: 'The agent is not running.',
        text: 'Your certificate stays where it is. We go on looking for the agent.',
        button: 'Look again now',
      },
      noPermission: {
        title: 'This page needs a new link.',
        text: 'Its permission has ended. Open it again from the program.',
      },
      notEnrolled: {
        title: 'This device is not set up yet.',
        text: 'It gets a name and a certificate of its own. That takes a minute.',
        button: 'Set it up',
      },
      copy: {
        title: 'This machine is a copy.',
        text: (name: string) => `Another one is called ${name} already, and two machines cannot be one device.`,
        button: 'Settle it',
      },
      ended: {
        title: 'The certificate has ended.',
        text: (name: string) => `Programs that use ${name} show a warning to those who connect.`,
      },
      revoked: {
        title: 'The certificate was revoked.',
        text: (name: string) => `Programs that look refuse it: ${name} needs a new one.`,
      },
      notServed: {
        title: 'The certificate is not in use.',
        text: (program: string) => `${program} was not seen using it, so it protects nobody there.`,
        nobody: 'No program was seen using it, so it protects nobody yet.',
        button: 'Look what is wrong',
      },
      noneYet: { title: 'The first certificate has not come yet.' },
      aboutToEnd: {
        title: 'The certificate is about to end.',
        text: (name: string, relative: string) => `${name} ends ${relative}, and was not renewed yet.`,
      },
      failedTwice: { title: 'The last renewals did not finish.' },
      again: (relative: string) => `We try again ${relative}.`,
      renew: 'Renew now',
      tryAgain: 'Try again now',
      why: 'Find out why',
      paused: {
        title: (time: string) => `Renewals are paused until ${time}.`,
        text: 'A certificate that is about to end is renewed all the same.',
        button: 'Go on now',
      },
      updateWaiting: {
        title: (version: string) => `Version ${version} is ready.`,
        text: 'It takes a moment, and certificates stay in use meanwhile.',
        button: 'Restart to update',
      },
    },
  },
}
