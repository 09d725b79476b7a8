import { lazy, Suspense } from 'react'
import type { AgentState } from '../agent/agent-state.ts'
import type { Route } from '../components/routes.ts'
import { OverviewScreen } from '../features/overview/overview-screen.tsx'
import { LoadingPage } from './loading-page.tsx'

// Most visits look at the overview and leave: the rest comes when it is wanted.
const ActivityScreen = lazy(() => import('../features/activity/activity-screen.tsx').then((module) => ({ default: module.ActivityScreen })))
const SettingsScreen = lazy(() => import('../features/settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })))

export function Screen({ route, state }: { route: Route; state: AgentState }) {
  switch (route) {
    case 'overview':
      return <OverviewScreen state={state} />
    case 'activity':
      return (
        <Suspense fallback={<LoadingPage />}>
          <ActivityScreen state={state} />
        </Suspense>
      )
    case 'settings':
      return (
        <Suspense fallback={<LoadingPage />}>
          <SettingsScreen state={state} />
        </Suspense>
      )
  }
}
