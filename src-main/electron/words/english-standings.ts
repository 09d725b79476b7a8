import type { Standing } from '../attach/standing.policy.ts'

interface StandingWords {
  /** In the icon's menu and over it. */
  label: string
  sentence: string
}

/** How the program stands to the machine's service. Of one that is attached there is nothing to say. */
export type StandingsInWords = Record<Exclude<Standing, 'attached'>, StandingWords>

export const englishStandings: StandingsInWords = {
  'no-service': {
    label: 'Works for you alone',
    sentence:
      'MyL.Zip SSL is not installed as a service on this computer, so it works for you alone, and only while you are signed in. Certificates go into your own certificate store. Remote Desktop, IIS, WinRM and other services of Windows cannot be served that way: an administrator has to install MyL.Zip SSL for everybody who uses this computer.',
  },
  own: {
    label: 'Works for you alone, beside the service',
    sentence:
      'This computer has the MyL.Zip SSL service, and you have certificates of your own from before. This program goes on with yours, and works for you alone. How to have the service go on with them is told in docs/keys.md: what the service manages now would be replaced by them, so nobody should restore them there who has not read it.',
  },
  stopped: {
    label: 'The service does not run',
    sentence: 'The MyL.Zip SSL service of this computer does not run, so nothing is renewed. Only an administrator can start it.',
  },
  starting: {
    label: 'The service starts or stops',
    sentence: 'The MyL.Zip SSL service of this computer starts or stops just now. What it does is shown as soon as it answers.',
  },
  silent: {
    label: 'The service does not answer',
    sentence:
      'The MyL.Zip SSL service of this computer runs, and does not answer this program, or something else answers in its place. Nothing that it says is believed. If it stays so, an administrator should restart the service.',
  },
  removed: {
    label: 'The service was removed',
    sentence: 'The MyL.Zip SSL service was removed from this computer. Quit this program and start it again: then it works for you alone.',
  },
}
