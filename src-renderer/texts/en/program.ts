import { healthWords } from '@mylzip/shared/domain/health.policy.ts'

export const program = {
  product: 'MyL.Zip SSL',

  navigation: {
    label: 'Main',
    overview: 'Overview',
    certificates: 'Certificates',
    'used-by': 'Used by',
    targets: 'Programs',
    activity: 'Activity',
    doctor: 'Network doctor',
    plan: 'Plan',
    settings: 'Settings',
  },

  pageTitle: (page: string) => `${page} – MyL.Zip SSL`,

  loading: 'Asking the agent on this device…',

  copy: (what: string) => `Copy ${what}`,

  copied: 'Copied',

  copyFailed: 'This could not be copied. Select the text and copy it by hand.',

  details: 'Details',

  justNow: 'just now',

  inAMoment: 'in a moment',

  code: (code: string) => `Code: ${code}`,

  connection: {
    lostTitle: 'The agent is not running.',
    lostKnown: (since: string) =>
      `What you see is as it was at ${since}. We go on looking for it. If you have started it again, open the dashboard from it.`,
    lostUnknown: 'We go on looking for it. Start the program; if it runs already, open the dashboard from it.',
    faulty: 'The agent runs, but could not answer. We ask again by itself.',
    retry: 'Look again now',
    back: 'The agent is back.',
    endedTitle: 'This page needs a new link.',
    ended: 'This page’s permission has ended. Open the dashboard again from the program.',
    linkUsed: 'The link was used already, or is older than a minute. Open the dashboard again from the program.',
    noLink: 'The dashboard opens with a link from the program, which works once. Open it from there.',
    brokenTitle: 'This page stopped working.',
    broken: 'The agent goes on regardless. Load the page again; if that does not help, open the dashboard again from the program.',
    reload: 'Load again',
  },

  health: healthWords,
}
