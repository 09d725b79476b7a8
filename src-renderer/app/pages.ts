/** The small page that the icon in the notification area opens: no screen of the dashboard, so it has none of its frame. */
const flyoutAt = '#/flyout'

/** Each comes without the other: the flyout is opened far more often than the dashboard, and must cost little. */
export const pages = {
  dashboard: () => import('./shell.tsx').then((module) => ({ default: module.Shell })),
  flyout: () => import('../features/flyout/flyout-page.tsx').then((module) => ({ default: module.FlyoutPage })),
}

export const pageAt = (fragment: string): keyof typeof pages => (fragment === flyoutAt ? 'flyout' : 'dashboard')
