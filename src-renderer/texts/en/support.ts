import type { DiagnosticsPartName } from '@mylzip/shared/operations/diagnostics.ts'
import { plural } from './plural.ts'

export const support = {
  support: {
    heading: 'What support gets',
    why: 'Who helps you has to know how this device stands. See here what they would read. Nothing is sent: you save it or copy it, and hand it on yourself.',
    gather: 'Show what support gets',
    again: 'Gather it anew',
    gathering: 'Gathering it. The network doctor looks as well, so it takes some seconds.',
    ready: 'Here it is, part by part. Read it before you hand it on.',
    never: 'Keys, passwords and tokens are never in it. Names, folders and addresses of your network are, because they are needed to help.',
    redacted: (count: number) =>
      plural(count, {
        one: 'One value is hidden, because it looks like a secret.',
        other: '# values are hidden, because they look like secrets.',
      }),
    partRedacted: (count: number) => plural(count, { one: 'one value hidden', other: '# values hidden' }),
    partMissing: 'not in it',
    empty: 'Nothing is known.',
    save: 'Save',
    copy: 'Copy',
    failed: 'It could not be gathered.',
    parts: {
      about: 'This program and this machine',
      device: 'This device',
      certificates: 'Certificates, without their keys',
      failures: 'Failures on record',
      runs: 'The last renewals',
      doctor: 'What the network doctor found',
      settings: 'Settings',
      policy: 'What your organisation has set',
      database: 'The database',
      audit: 'The end of the audit log',
      log: 'The end of the program’s own log',
    } satisfies Record<DiagnosticsPartName, string>,
  },
}
