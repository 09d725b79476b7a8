import { plural } from './plural.ts'

const actors = {
  agent: 'by the program itself',
  person: 'by somebody at this device',
  administrator: 'by an administrator',
  cloud: 'by the cloud',
  'command-line': 'from the command line',
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
  },
}
