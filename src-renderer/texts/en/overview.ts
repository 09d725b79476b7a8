import { skippedSentences, stepSentences } from '@mylzip/shared/domain/run-steps.ts'
import type { RenewalPlan, Run } from '@mylzip/shared/operations/values.ts'
import { plural } from './plural.ts'

export const overview = {
  overview: {
    safeUntil: (day: string) => `Safe until ${day}.`,
    validUntil: (day: string) => `Valid until ${day}.`,
    notTrusted: {
      practice: 'Others do not trust this certificate: it is for practice.',
      test: 'Others do not trust this certificate: its authority is for tests.',
    },
    renewsAround: (day: string) => `Renews by itself around ${day}.`,
    renewsSoon: 'Renews by itself very soon.',
    firstRun: 'Getting the first certificate. This takes some seconds.',
    firstWaiting: 'Waiting for the first certificate. It is ordered by itself.',
    renewing: (day: string) => `Renewing now. The certificate in use stays safe until ${day}.`,
    renewingUntrusted: (day: string) => `Renewing now. The certificate in use is valid until ${day}.`,
    replacing: 'Getting a new certificate now.',
    attention: (day: string) => `Safe until ${day}, but the last renewals did not finish.`,
    attentionUntrusted: (day: string) => `Valid until ${day}, but the last renewals did not finish.`,
    noCertificate: 'This device has no certificate yet.',
    ended: (relative: string) => `The certificate ended ${relative}. Programs that use it show a warning to those who connect.`,
    revoked: 'This certificate was revoked. Programs that look refuse it.',
    kept: 'It is kept for use elsewhere: no program on this device presents it.',
    notStored: 'The certificate does not lie in this device’s store as it should.',
    keyLost: 'The only copy of the certificate’s key is gone from this device. One with a new key takes its place.',
    keyLostForGood: 'The only copy of the certificate’s key is gone from this device. Renew it, and it gets a new key.',
    notServed: 'The certificate was not seen being served, so it protects nobody yet.',
    others: {
      heading: 'Other certificates',
      all: 'All certificates',
      well: (count: number) =>
        plural(count, { one: 'There is one more, and it needs nobody.', other: 'There are # more, and none needs anybody.' }),
      inNeed: (needy: number, count: number) =>
        plural(count, {
          one: 'There is one more, and it needs somebody:',
          other: plural(needy, {
            one: `One of ${plural(count, { other: '#' })} others needs somebody:`,
            other: `# of ${plural(count, { other: '#' })} others need somebody:`,
          }),
        }),
    },
    distrust: {
      practice: {
        title: 'This is a practice setup.',
        text: 'Its certificate authority is for trying out, on this machine alone. Browsers and other machines do not trust its certificates.',
      },
      test: { title: 'This is a test certificate.', text: 'Its issuer is not one that browsers and other machines trust.' },
    },
  },

  failure: {
    title: 'The last renewal did not finish.',
    titleFirst: 'The first certificate has not come yet.',
    again: (relative: string, time: string) => `We try again ${relative} (${time}).`,
    againNow: 'We are about to try again.',
    noneAgain: 'No other try is planned. The button above starts one.',
    why: 'Find out why',
    whatToDo: 'What you can do:',
    copy: 'Copy for your network team',
    report: (facts: { name: string; sentence: string; nextStep: string; code: string; at: string; directory: string }) =>
      `${facts.name}\n${facts.sentence}\n${facts.nextStep}\nCode: ${facts.code}\nWhen: ${facts.at}\nCertificate authority: ${facts.directory}`,
    at: (time: string) => `Failed ${time}`,
  },

  renew: {
    now: 'Renew now',
    first: 'Get the certificate now',
    running: 'A renewal is going on. You can follow it on this page.',
    unreachable: 'The agent is not running, so nothing can be started.',
    noAnswer: 'No answer came. Look in the activity whether it was done.',
    joined: 'A renewal was going on already.',
    failed: 'The renewal could not be started.',
  },

  run: {
    heading: 'Renewal in progress',
    headingFirst: 'Getting the first certificate',
    headingFailed: 'The last try',
    steps: 'Steps',
    /** What goes on, and what was done then. */
    sentences: stepSentences,
    leftOut: skippedSentences,
    announce: (number: number, count: number, doing: string) => `Step ${number} of ${count}: ${doing}`,
    succeeded: 'The renewal is finished. The new certificate is being served.',
    succeededFirst: 'The first certificate is there, and is being served.',
    failed: 'The renewal did not finish.',
    failedFirst: 'The first certificate has not come yet.',
    status: { waiting: 'waiting', running: 'going on', done: 'done', skipped: 'left out', failed: 'failed' },
    stopped: (doing: string) => `${doing}: did not finish`,
    took: (seconds: string) => `Took ${seconds}`,
    requests: (count: number) =>
      plural(count, { one: '# request to the certificate authority', other: '# requests to the certificate authority' }),
    reasons: {
      first: 'The device’s first certificate',
      asked: 'Started by hand',
      'ari-window': 'Started in the time the certificate authority suggests',
      age: 'Started because of the certificate’s age',
      emergency: 'Started because the end was near',
      resumed: 'Went on after a restart of the program',
      retry: 'Tried again after a failure',
      revoked: 'Started because the certificate in use was revoked',
      'key-lost': 'Started because the private key was lost',
    } satisfies Record<Run['reason'], string>,
  },

  life: {
    heading: 'The certificate’s life',
    issued: 'Issued',
    today: 'Today',
    renewal: 'Renewal',
    end: 'End',
    renewalWhy: {
      'ari-window': 'when the certificate authority suggests',
      age: 'by its age, well before the end',
      emergency: 'as soon as possible: the end is near',
      keyLost: 'as soon as possible: its private key is lost',
      revoked: 'as soon as possible: it was revoked',
    } satisfies Record<RenewalPlan['reason'] | 'keyLost' | 'revoked', string>,
    picture: (left: string) => `${left} of its life is left`,
  },

  states: {
    heading: 'From issued to verified',
    issued: { word: 'Issued', meaning: 'The certificate authority signed it' },
    installed: { word: 'Installed', meaning: 'It lies in this device’s store' },
    bound: { word: 'Bound', meaning: 'Programs are told to use it' },
    verified: { word: 'Verified', meaning: 'It was seen being served' },
    reached: 'reached',
    notYet: 'Not yet',
  },

  usedBy: {
    heading: 'Used by',
    none: 'The programs that use the certificate appear here when the first one does.',
    elsewhere: 'No program on this device presents it. Export it to where it is to be used.',
    verified: (relative: string) => `Verified ${relative}`,
    bound: 'Uses it; not yet seen being served',
    waiting: 'Not told to use it yet',
    notServing: 'Not verified',
    again: (relative: string) => `We look again ${relative}.`,
    testIssuer: 'Not trusted by others: its issuer is for tests',
    openPage: 'Open the device page',
  },

  certificate: {
    heading: 'Certificate details',
    names: 'Names',
    serial: 'Serial number',
    thumbprint: 'Thumbprint (SHA-1)',
    issuer: 'Issuer',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    keyType: 'Key',
    profile: 'Profile',
    directory: 'Certificate authority',
    version: 'Version',
    store: 'Store',
    location: 'Certificate lies in',
    keyLocation: 'Private key lies in',
  },
}
