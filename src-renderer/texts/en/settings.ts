import type { UsualKeyUse } from '@mylzip/shared/operations/usual.ts'

export const settings = {
  /** What every setting says, whatever it sets. */
  setting: {
    on: 'On',
    off: 'Off',
    notSaved: 'This was not changed.',
    /** Where a refusal by itself would be a dead end. */
    waysOn: {
      CALLER_NOT_ADMINISTRATOR:
        'An administrator of this machine can: “Command line for administrators” in the menu of the icon beside the clock, and the command mylzip there.',
      CALLER_NOT_ALLOWED: 'Open the dashboard from the program of somebody who administers this machine.',
    },
    byOrganisation: 'Set by your organisation. It cannot be changed here.',
  },

  settings: {
    heading: 'Settings',
    network: 'This device on your network',
    page: 'A small HTTPS page that says whose device this is and that it is protected.',
    pageTitle: 'Let other machines on the network open the device page',
    pageOpen: 'Any machine on this network can open it.',
    pageClosed: 'It can be opened on this machine alone.',
    lan: (name: string) => `Other machines on the same network find this device as ${name}.`,
    lanCost:
      'For that, its local addresses are published in the public DNS, where anyone can read them. You can take this back at any time.',
    lanTitle: 'Publish this device’s local addresses',
    published: 'Published',
    publishedNone: 'Nothing is published.',
    publishedPending: 'No address is published yet.',
    resolution: {
      'leads-here': 'On this network the name leads here.',
      'leads-elsewhere':
        'On this network the name leads somewhere else. The network’s DNS may answer for it, or an old answer is still remembered.',
      'unknown-here': 'On this network the name is not known. The network’s DNS may filter answers with local addresses.',
    },
    checked: (relative: string) => `Checked ${relative}`,
    answers: 'Answers',
    device: 'This device',
    name: 'Name',
    team: 'Team',
    deviceId: 'Device ID',
    enrolled: 'Enrolled',
    cloud: 'Cloud',
    about: 'About this program',
    version: 'Version',
    mode: 'Runs as',
    modes: { service: 'A Windows service', user: 'A program of the signed-in user', browser: 'A program that shows itself in the browser' },
    dataFolder: 'Data folder',
    directory: 'Certificate authority',
    appearance: {
      heading: 'Appearance',
      theme: 'Colours',
      themeWhy: 'Light or dark, or as the system is set. It holds for you on this machine.',
      themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    },
    usual: {
      heading: 'New certificates',
      explanation: 'What they get where an order says nothing else. Certificates that are here already stay what they are.',
      loading: 'Reading what is chosen…',
      unread: 'What is chosen could not be read.',
      keyType: 'Kind of key',
      keyTypeWhy:
        'RSA 2048 works with every program of Windows. The others are smaller or stronger, and some older programs cannot use them.',
      keyUse: 'Where keys are made',
      keyUseWhy: 'A key in the TPM never leaves this machine, and is lost with it.',
      keyUses: { new: 'Here, and sealed', tpm: 'In the TPM' } satisfies Record<UsualKeyUse, string>,
      profile: 'Profile',
      profileWhy: 'How long a certificate lasts and what it is for, by a name of its authority. One that it does not know is not ordered.',
      profileUsual: 'The authority’s usual one',
    },
    pause: {
      heading: 'Renewals',
      title: 'Pause for an hour',
      why: 'Renewals go by themselves. They can wait for an hour.',
      until: (time: string) => `Renewals wait until ${time}, and go on by themselves then.`,
      consequence: 'A certificate whose end is near is renewed all the same.',
      pause: 'Pause for an hour',
      resume: 'End the pause',
    },
    practice: 'Practice setup: its certificates are for trying out.',
  },
}
