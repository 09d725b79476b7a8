import type { AuditGroup } from '@mylzip/shared/domain/audit-groups.ts'
import { plural } from './plural.ts'

const actors = {
  agent: 'by the program itself',
  person: 'by somebody at this device',
  administrator: 'by an administrator',
  cloud: 'by the cloud',
  'command-line': 'from the command line',
  token: 'by a program with a token',
}

export const activity = {
  activity: {
    heading: 'Activity',
    recent: 'Last activities',
    all: 'All activities',
    none: 'What the program does for this device appears here.',
    older: 'Show older',
    end: 'This is where the log begins.',
    loadFailed: 'Older entries could not be read.',
    /** Who did it; an actor this version does not know is shown by its own name. */
    by: (actor: string) => (Object.hasOwn(actors, actor) ? actors[actor as keyof typeof actors] : `by ${actor}`),
    entry: (seq: number) => `Entry ${seq}`,
    show: (seq: number) => `Details of entry ${seq}`,
    facts: { actor: 'Who', action: 'What', subject: 'On', seq: 'Entry', at: 'When' },
    listLabel: 'Activities, the newest first',
    saveTable: 'Save as a table',
    notSaved: 'It could not be saved.',
    filter: {
      label: 'Look for activities',
      what: 'What',
      everything: 'Everything',
      groups: {
        certificates: 'Certificates',
        programs: 'Programs that use them',
        keys: 'Private keys',
        settings: 'Settings',
        device: 'This device',
        program: 'This program',
      } satisfies Record<AuditGroup, string>,
      who: 'Who',
      anybody: 'Anybody',
      actors: {
        agent: 'The program itself',
        person: 'Somebody at this device',
        administrator: 'An administrator',
        cloud: 'The cloud',
        'command-line': 'The command line',
        token: 'A program with a token',
      },
      when: 'When',
      anyTime: 'Any time',
      spans: { today: 'Today', '7': 'The last 7 days', '30': 'The last 30 days', between: 'Between two days' },
      from: 'First day',
      to: 'Last day',
      words: 'With these words',
      clear: 'Show everything',
      searching: 'Looking through the log…',
      shown: (count: number, more: boolean) =>
        `${plural(count, { one: 'One activity is shown.', other: '# activities are shown.' })}${more ? ' There are older ones.' : ''}`,
      none: 'No activity is like that. Choose less, or show everything.',
    },
  },

  integrity: {
    heading: 'Is the log whole?',
    check: 'Check integrity',
    why: 'Each entry carries a seal over the one before it, and the last one is signed by this device and kept in the cloud too.',
    checking: 'Checking every entry…',
    intactTitle: 'The log is intact.',
    intact: (entries: number) =>
      plural(entries, { one: 'One entry was checked.', other: '# entries were checked. None was changed, removed or moved.' }),
    anchored: (seq: number, time: string) => `The cloud holds the same log up to entry ${seq}, as of ${time}.`,
    notAnchored: 'The cloud could not be asked, so a missing end would not show. Check again when it can be reached.',
    brokenTitle: 'The log is not as it was written.',
    broken: (findings: number) => plural(findings, { one: 'One thing was found:', other: '# things were found:' }),
    failed: 'The check could not be run.',
    save: 'Save the whole log',
    saveWhy: 'One file that somebody else can check, sealed by this device.',
  },
}
