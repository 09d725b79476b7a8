import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { FileContent } from '@mylzip/shared/domain/target-files.ts'
import type { SettingsOf } from '@mylzip/shared/domain/target-settings.ts'
import { plural } from './plural.ts'

/** What a person reads of one setting; `inside`: of those that belong to it. */
export interface FieldWords {
  label: string
  hint?: string
  /** What each of its values means. */
  options?: Readonly<Record<string, string>>
  inside?: Readonly<Record<string, FieldWords>>
}

const contents: Record<FileContent, string> = {
  fullchain: 'The certificate and its chain',
  certificate: 'The certificate alone',
  chain: 'The chain without the certificate',
  key: 'The private key',
  combined: 'Key, certificate and chain in one',
  pfx: 'Everything as PFX, under a password',
}

const port: FieldWords = { label: 'Port', hint: 'Where it listens.' }

export const targets = {
  targets: {
    heading: 'Programs',
    lead: 'Programs that are given each new certificate by themselves, and looked at for whether they present it.',
    listLabel: 'Programs',
    add: 'Add a program',
    reading: 'Looking up the programs…',
    failed: 'The programs could not be looked up.',
    none: {
      title: 'No program is set up yet.',
      text: 'Say once which program is to use a certificate, such as Remote Desktop, IIS, or files that a server reads. From then on it is told of each new one by itself.',
    },
    kinds: {
      rdp: { name: 'Remote Desktop', about: 'So that those who connect to this device’s desktop see no warning.' },
      iis: { name: 'IIS', about: 'A web site of Internet Information Services.' },
      winrm: { name: 'Windows Remote Management', about: 'WinRM over HTTPS, for administration from afar.' },
      'http-sys': { name: 'Windows’ HTTP server', about: 'A program that uses http.sys, known by where it listens.' },
      'sql-server': { name: 'SQL Server', about: 'A database server of this machine.' },
      files: { name: 'Files', about: 'Files in a folder, in the form that a server reads: nginx, Apache, HAProxy, mail.' },
      script: { name: 'A script of your own', about: 'A program that does with the certificate what nothing here knows.' },
    } satisfies Record<TargetKind, { name: string; about: string }>,
    state: {
      seen: 'In use',
      given: 'Given',
      waiting: 'Not told yet',
      failed: 'Failed',
      back: 'Went back',
      forbidden: 'Not allowed',
    },
    sentence: {
      seen: (relative: string) => `It was seen with the certificate ${relative}.`,
      given: 'It was given the certificate. Nobody has seen it with it yet.',
      waiting: 'It was not told of the certificate in use yet. That happens with the next renewal, or now.',
      back: (version: number) =>
        `Somebody had it go back from version ${version}. It is left so until there is a later one, or until it is given the certificate again.`,
      forbidden: 'Your organisation does not allow such a program, so it is told nothing any more.',
    },
    columns: { state: 'State', program: 'Program', certificate: 'Certificate', address: 'Seen at', seen: 'Last seen' },
    facts: {
      heading: 'About it',
      kind: 'Kind',
      certificate: 'Certificate',
      presents: 'Presents',
      version: (number: number, thumbprint: string) => `Version ${number} (${thumbprint})`,
      address: 'Seen at',
      verified: 'Last seen with it',
      given: 'Given to it',
      since: 'Set up',
      foundBefore: 'Had before',
      password: 'Password of the PFX',
      sealed: 'Kept sealed, and never shown.',
      settings: 'How it is set up',
      hidden: (count: number) =>
        plural(count, {
          one: 'There is one. It may be a password, so only administrators see it.',
          other: 'There are #. They may hold a password, so only administrators see them.',
        }),
      id: 'ID',
      yes: 'Yes',
      no: 'No',
    },
    failure: {
      title: 'It was not seen with the certificate.',
      whatToDo: 'What you can do:',
      again: (relative: string) => `We try again ${relative}.`,
      noneAgain: 'It is tried again with the next renewal.',
    },
    detail: {
      missing: 'This program is not set up here any more.',
      back: 'All programs',
      certificate: 'Open the certificate',
      map: 'See it in the map',
      apply: 'Give it the certificate now',
      applying: 'Telling it, and looking whether it presents the certificate…',
      applied: 'It has the certificate, and was seen with it.',
      appliedUnseen: 'It has the certificate.',
      applyFailed: 'It could not be given the certificate.',
      offline: 'The agent is not running, so nothing can be done.',
    },
    try: {
      heading: 'Try it',
      preview: 'What would change?',
      test: 'Test it',
      why: 'Both change nothing. The test connects to it as anybody would.',
      looking: 'Looking…',
      failed: 'It could not be looked at.',
      bound: 'Presents now',
      wanted: 'Is to present',
      nothing: 'Nothing',
      notIssued: 'Nothing is issued yet',
      same: 'It presents this certificate already. Nothing would change.',
      notYet: 'There is no certificate to give yet. It is told once there is one.',
      changes: 'What would change',
      seen: 'Whoever connects sees this certificate.',
      seenUntrusted: 'Whoever connects sees this certificate. Its issuer is for tests, so others do not trust it.',
      notSeen: 'Whoever connects does not see this certificate.',
      nobody: 'Nobody can connect to it; what its own settings say counts.',
    },
    back: {
      heading: 'Go back',
      why: 'It presents what it had before. It is left so until there is a later certificate, or until it is given the certificate again.',
      toVersion: (number: number) => `Back to version ${number}`,
      versionMeans: (number: number, day: string) => `Version ${number} of the certificate is valid until ${day}.`,
      toFound: 'Back to what it had before',
      foundMeans: (thumbprint: string) => `What it had before it was set up here: the certificate ${thumbprint}.`,
      foundNothing: 'What it had before it was set up here: no certificate of ours.',
      none: 'It has nothing to go back to.',
      going: 'Having it go back…',
      failed: 'It could not go back.',
      done: 'It went back.',
    },
    remove: {
      open: 'Remove…',
      title: (label: string) => `Remove ${label}?`,
      losses: (label: string) => `${label} is told of no new certificate any more.`,
      nothingStays: 'It was never told of a certificate, so nothing stays behind.',
      giveBack: 'Give it back what it had before',
      giveBackMeans: 'Then nothing of ours stays with it.',
      action: 'Remove it',
      failed: 'It was not removed.',
    },
    wizard: {
      heading: 'Add a program',
      steps: { what: 'What', settings: 'Settings', check: 'Check and add' },
      stepOf: (number: number, count: number, name: string) => `Step ${number} of ${count}: ${name}`,
      certificate: 'Which certificate?',
      kind: 'Which program is to use it?',
      notHere: 'This device has no such program.',
      notAllowed: 'Your organisation does not allow it.',
      kindsFailed: 'Which programs there are could not be looked up.',
      noCertificate: 'There is no certificate to give yet.',
      orderFirst: 'Order one first.',
      next: 'Next',
      before: 'Back',
      cancel: 'Cancel',
      more: 'More choices',
      label: 'What is it called?',
      labelHint: 'As you would say it. Left empty, it is called after what it is.',
      password: 'Password for the PFX',
      passwordHint: 'The program that reads the file needs it too. It is kept sealed on this device, and never shown.',
      passwordMissing: 'A PFX needs a password.',
      fault: 'This does not fit.',
      number: (least: number, most: number) => `A whole number from ${least} to ${most}.`,
      faults: 'Something does not fit yet. It is marked above.',
      row: (number: number) => `File ${number}`,
      addRow: 'Add a file',
      removeRow: (number: number) => `Remove file ${number}`,
      missing: 'This is needed.',
      add: 'Add and use it',
      adding: 'Setting it up, and giving it the certificate…',
      addFailed: 'It was not set up.',
      plans: 'See what the plans have',
      added: (label: string) => `${label} is set up.`,
      toldNow: 'It has the certificate in use, and gets each new one by itself.',
      toldLater: 'It is told with the first certificate.',
      notTold: 'It is set up, but could not be given the certificate. It is tried again by itself.',
      open: 'Open it',
      called: 'Called',
      means: 'From then on it is given each new certificate by itself. You can have it go back, or remove it again.',
      scriptWarning: {
        title: 'The script runs with the rights of this program.',
        service: 'As a service that is the whole machine. Nobody but administrators may be able to change the script.',
        user: 'Here it runs as you. Nobody else may be able to change the script.',
      },
    },
    fields: {
      rdp: {},
      winrm: { port },
      'http-sys': {
        hostName: { label: 'Name', hint: 'Where several names share a port, the one that is meant.' },
        address: { label: 'Address', hint: 'In place of a name: the address it listens at. Left empty: every address.' },
        port,
      },
      iis: {
        site: { label: 'Site', hint: 'As IIS Manager calls it: Default Web Site.' },
        hostName: { label: 'Host name', hint: 'Of a binding that is known by its name. Left empty: every other name at this port.' },
        port,
        hstsMaxAge: { label: 'Browsers insist on HTTPS for (seconds)', hint: 'Left empty, the site keeps its own choice.' },
        centralStore: { label: 'Central certificate store', hint: 'A folder that several servers read. Left empty: none.' },
      },
      'sql-server': {
        instance: { label: 'Instance' },
        port,
        restart: {
          label: 'SQL Server may be restarted with each new certificate',
          hint: 'It reads its certificate only when it starts. One that it cannot use is found out at once, and taken back.',
        },
      },
      files: {
        folder: { label: 'Folder', hint: 'It has to be there already, and nobody else may write into it.' },
        files: {
          label: 'Files',
          inside: {
            content: { label: 'What is in it', options: contents },
            name: { label: 'File name' },
            mode: { label: 'Mode', hint: 'As chmod writes it: 0640. Left empty: 0600 with a key, else 0644.' },
          },
        },
        owner: {
          label: 'They belong to another user',
          inside: { user: { label: 'User (number)' }, group: { label: 'Group (number)' } },
        },
        readers: { label: 'Who may read files with a key', hint: 'A SID a line. Left empty: the system and administrators.' },
      },
      script: {
        program: { label: 'Program', hint: 'With its whole path.' },
        arguments: {
          label: 'Arguments',
          hint: 'One a line. Only administrators can read them here; while the script runs, its arguments can be seen on this computer.',
        },
        timeoutSeconds: { label: 'Time it may take (seconds)' },
        check: { label: 'It can say which certificate it uses', hint: 'It is then asked, instead of believed.' },
        seenAt: {
          label: 'It can be connected to',
          hint: 'Then we look whether the certificate is presented there.',
          inside: { host: { label: 'Host' }, port: { label: 'Port' } },
        },
      },
    } satisfies { [Kind in TargetKind]: Record<Exclude<keyof SettingsOf<Kind>, 'kind'>, FieldWords> },
  },
}
