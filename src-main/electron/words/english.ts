import { healthWords } from '@mylzip/shared/domain/health.policy.ts'
import type { AgentVoice } from '@mylzip/shared/texts/agent-voice.ts'
import { pluralOf } from '@mylzip/shared/texts/plural.policy.ts'
import { englishStandings } from './english-standings.ts'

const plural = pluralOf('en')

/** The agent speaks English itself. */
const voice: { agent: AgentVoice | undefined } = { agent: undefined }

/**
 * What the program says beside its pages, in English: the icon, its menu, notices and boxes of the system. Days come in written
 * already (spoken.ts). Buttons are named as the dashboard names them.
 */
export const english = {
  health: healthWords,
  standing: englishStandings,

  icon: {
    unnamed: (word: string) => `MyL.Zip SSL: ${word}`,
    safeUntil: (day: string) => `Safe until ${day}`,
    wellUntil: (word: string, day: string) => `${word}, safe until ${day}`,
    notSetUp: 'Not set up yet',
  },

  menu: {
    waitUntil: (time: string) => `Renewals wait until ${time}`,
    pause: 'Pause for an hour',
    resume: 'Go on renewing',
    renewNow: 'Renew now',
    openDashboard: 'Open dashboard',
    commandLine: 'Command line for administrators …',
    startService: 'Start the service',
    copyDiagnostics: 'Copy diagnostics',
    settings: 'Settings',
    quit: 'Quit',
    view: 'View',
  },

  updates: {
    channels: { stable: 'Stable', beta: 'Beta: earlier, and less proven' },
    channel: 'Update channel',
    channelSet: 'Update channel (set by your organisation)',
    off: { organisation: 'Updated by your organisation', unsigned: 'This build does not update itself' },
    look: 'Look for updates',
    looking: 'Looking for updates …',
    fetching: (version: string) => `Fetching version ${version} …`,
    news: (version: string) => `What is new in ${version} …`,
    waiting: (version: string) => `Updates to ${version} when the renewal has ended`,
    installing: (version: string) => `Updating to ${version} …`,
    restartToUpdate: (version: string) => `Restart to update to ${version}`,
    restartToGoBack: (version: string) => `Restart to go back to ${version}`,
    isThere: (version: string) => `Version ${version} is there …`,
    whyFailed: 'Why the update failed …',
    whyNotInstalled: 'Why it was not installed …',
    stillReady: (version: string) => `Nothing was changed, and version ${version} is still ready.`,
    newsOf: (version: string) => `What is new in version ${version}`,
    goingBack: (version: string) =>
      `Going back to version ${version}. What a newer version has written may not be readable by it: make a backup first.`,
    noNews: 'Nothing is said about it.',
    restartNow: 'Restart now',
    later: 'Later',
  },

  notices: {
    several: (count: number) => plural(count, { one: '# thing to know', other: '# things to know' }),
    others: (count: number) => plural(count, { other: 'and # more' }),
    updateReady: (version: string) => `Version ${version} is ready`,
    updateReadyMeans: 'A restart of the program installs it. A renewal that is going on ends first.',
    /** Of a program that is everybody’s. */
    updateReadyAsks: 'A restart of the program installs it, and Windows asks for an administrator. A renewal that is going on ends first.',
    notSetUp: 'This device is not set up yet',
    notSetUpMeans: 'It has no certificate until somebody says whose it is. That takes a minute.',
    setUp: 'Set it up',
    tryAgain: 'Try again now',
    safeUntil: (day: string) => `It is safe until ${day}.`,
    renewed: (name: string) => `${name} was renewed`,
    ending: (name: string, day: string) => `${name} is safe only until ${day}`,
    endingMeans: 'It was not renewed in time.',
    failing: (name: string) => `${name} could not be renewed twice`,
    notProtected: (name: string) => `${name} is not protected`,
    notProtectedMeans: 'Programs that use its certificate show a warning to those who connect.',
  },

  boxes: {
    close: 'Close',
    notNow: 'Not now',
    /** After what is said of a service that does not run, where it can be started from here. */
    windowsAsks: 'Windows asks for one when you choose to start it.',
    diagnosticsCopied: 'The diagnostics are on the clipboard.',
    diagnosticsAre: (lines: number) =>
      `They are ${plural(lines, { one: '# line', other: '# lines' })} of text. Keys, passwords and tokens are not in them; names of this device, its certificates, folders and addresses in its network are. Nothing was sent: paste them where support asked for them, and look through them first.`,
    notStarted: (reason: string) => `The program could not start: ${reason}`,
  },

  ...voice,
}

/** What every language has to say: English is complete, so whatever lacks one of its texts does not compile. */
export type DesktopWords = typeof english
