export const desktop = {
  /** What only the program with a window has. */
  desktop: {
    start: {
      heading: 'Start with Windows',
      title: 'Start when you sign in',
      why: 'You see the icon beside the clock then, and no window.',
      offInWindows: 'It was switched off in Windows. It can be switched on again there: Settings, Apps, Startup.',
    },
    notices: {
      heading: 'Notices',
      explanation:
        'What needs you is always told: renewals that did not finish, an end that is near, a device that is not protected. What goes well goes by quietly, unless you want to be told.',
      renewals: 'Tell me when a certificate was renewed',
      renewalsWhy: 'One notice for each that came and was seen in use.',
      updates: 'Tell me when a new version is ready',
      updatesWhy: 'Without it, a new version is still offered here and in the icon’s menu.',
    },
    updates: {
      heading: 'Updates',
      title: 'New versions',
      current: 'Nothing newer was found when it was last looked for.',
      looking: 'Looking for a new version…',
      fetching: (version: string) => `Fetching version ${version}…`,
      ready: (version: string) => `Version ${version} is ready. It is there at the next start, or now.`,
      readyForAll: (version: string) =>
        `Version ${version} is ready. It is for everybody who uses this computer, so Windows asks for an administrator.`,
      readyOlder: (version: string) =>
        `Version ${version} is ready: you chose to go back. What a newer version has written may not be readable by it: make a backup first.`,
      waiting: (version: string) => `Version ${version} comes as soon as the renewal that is going on has ended.`,
      installing: (version: string) => `Restarting as version ${version}…`,
      look: 'Look now',
      restart: 'Restart now',
      news: 'What is new',
      channel: 'Which versions',
      channelWhy: 'Beta versions come earlier, and are less proven.',
      channels: { stable: 'Stable', beta: 'Beta' },
      off: { organisation: 'Your organisation brings new versions to this computer.', unsigned: 'This build does not update itself.' },
    },
  },
}
