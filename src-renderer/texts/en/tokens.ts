import type { LocalToken, TokenLevel } from '@mylzip/shared/operations/tokens.ts'

export const tokens = {
  tokens: {
    heading: 'Local API tokens',
    explanation:
      'With a token, a script or a monitoring program of this computer asks how certificates stand, without anybody being signed in.',
    loading: 'Reading the tokens…',
    unread: 'The tokens could not be read.',
    make: 'Make a token',
    none: 'There is no token yet, so no program is let in that way.',
    place: 'Where programs ask',
    placeOpen: 'Only programs of this computer reach it, and each needs a token of its own.',
    placeClosed: 'Nobody listens there while there is no token.',
    address: 'Address',
    notOpen: 'Programs are not answered.',
    port: 'Port',
    portWrong: 'A port is a whole number from 1024 to 65535.',
    usePort: 'Use this port',
    levels: { read: 'May look', operate: 'May look and renew' } satisfies Record<TokenLevel, string>,
    levelsWhy: {
      read: 'How certificates stand, when they are renewed, and what was done.',
      operate:
        'All of that, and also renew them, let renewals wait, publish this device’s local addresses, ask the network doctor and look more closely: what a change would do, what an authority offers, which tokens there are, and the file for support.',
    } satisfies Record<TokenLevel, string>,
    /** `when` is written already: a day for what is to come, how long ago for what was. */
    standing: {
      good: (level: TokenLevel, when: string) => `${{ read: 'May look', operate: 'May look and renew' }[level]}, until ${when}.`,
      expired: (_level: TokenLevel, when: string) => `Ended ${when}. It lets nobody in any more.`,
      revoked: (_level: TokenLevel, when: string) => `Revoked ${when}. It lets nobody in any more.`,
    } satisfies Record<LocalToken['state'], (level: TokenLevel, when: string) => string>,
    used: (shown: string, relative: string) => `${shown}… was last used ${relative}.`,
    /** It is kept to the hour. */
    usedLately: (shown: string) => `${shown}… was last used within the last hour.`,
    unused: (shown: string) => `${shown}… was never used.`,
    revoke: 'Revoke',
    revokeOne: (label: string) => `Revoke the token of ${label}`,
    revokeTitle: (label: string) => `Revoke the token of ${label}?`,
    revokeLosses: ['Its program is let in no more, at once.', 'The token cannot be made good again. Another one can be made.'],
    notRevoked: 'It was not revoked.',
    newTitle: 'Make a token',
    label: 'What it is for',
    labelHint: 'For example “Monitoring”. The log names the program so.',
    labelNeeded: 'Say what it is for.',
    level: 'What it may do',
    lasts: 'How long',
    lengths: { 30: '30 days', 90: '90 days', 365: 'A year', day: 'Until a day' },
    day: 'Last day',
    dayWrong: 'Choose a day from tomorrow on, within a year.',
    go: 'Make it',
    notMade: 'It was not made.',
    madeTitle: (label: string) => `The token of ${label}`,
    secret: 'Token',
    copy: 'Copy the token',
    shownOnce: 'It is shown now and never again. Keep it where only its program can read it.',
    howTo: 'The program sends it with each request, in this header:',
    finished: 'I have kept it',
  },
}
