import { Suspense } from 'react'
import type { AgentState } from '../agent/agent-state.ts'
import type { Place } from '../components/routes.ts'
import { LoadingPage } from './loading-page.tsx'
import { screens } from './screens.tsx'

export function Screen({ place: { route, rest }, state }: { place: Place; state: AgentState }) {
  const { screen: Wanted } = screens[route]
  return (
    <Suspense fallback={<LoadingPage />}>
      <Wanted state={state} rest={rest} />
    </Suspense>
  )
}
