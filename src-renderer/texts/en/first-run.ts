export const firstRun = {
  firstRun: {
    title: 'Set up this device',
    intro: 'It gets a name and a certificate of its own. From then on it renews the certificate by itself.',

    copy: {
      title: 'This machine is a copy of another one.',
      text: (name: string) =>
        `The other one is called ${name}, and two machines cannot be one device. Set this one up as a device of its own below, or let it take the other’s place.`,
      keep: 'Take the other’s place',
      ask: 'Is the other machine given up?',
      losses: (name: string) => [`The machine that is ${name} now is shut out: it gets no certificate any more.`],
      failed: 'Nothing was changed.',
    },

    naming: 'Its name',
    madeUp: 'A name that says nothing',
    madeUpHint: 'It is made up, like k7f3q9xz. Nobody learns from it whose device this is.',
    own: 'A name of your own',
    ownHint: 'For example frontdesk-07. Others will recognise it, wherever they read it.',
    label: 'First part of the name',
    becomesPublic: (label: string) =>
      `Each certificate’s name is written into public logs, for good. Anyone will be able to read there that a device is called ${label === '' ? 'so' : `“${label}”`}.`,
    problems: {
      length: 'At most 63 characters are possible.',
      characters: 'Only letters from a to z, digits and hyphens are possible.',
      hyphens: 'A hyphen cannot stand first, last, or third and fourth.',
      kept: 'This name is kept for the service itself.',
      alike: (word: string) => `This is easily taken for “${word}”, which is kept for the service itself.`,
    },

    addresses: 'Others on the same network may find it by its name',
    addressesHint:
      'For that its local addresses are published in the public DNS, where anyone can read them. You can change this in the settings at any time.',
    addressesFailed: 'This device’s addresses were not published yet.',
    addressesInSettings: 'Publish them in the settings',

    begin: 'Set it up',
    beginning: 'Asking the cloud…',
    offline: 'The agent is not running, so nothing can be started.',
    failed: 'This device was not set up.',
    ended: 'This device was not let in.',

    haveToken: 'I have an enrolment token',
    token: 'Enrolment token',
    tokenHint: 'The administrator of your team has it. With it nobody needs to approve this device.',
    noToken: 'I have no token',

    waiting: 'Let this device in',
    waitingWhy: 'A page opens in your browser. Sign in there, and approve this device if the page shows the same code.',
    code: 'Code',
    openPage: 'Open the page',
    address: 'the address',
    copyAddress: 'Copy the address',
    goodUntil: (time: string) => `The code is good until ${time}.`,
    waitingFor: 'Waiting for the approval…',
    again: 'Begin again',

    administrator: {
      title: 'This needs an administrator.',
      text: 'The program works for everybody at this computer, so an administrator sets it up. In a terminal opened as administrator, this does it:',
      command: 'the command',
    },
  },
}
