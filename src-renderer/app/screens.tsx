import { CertificateRegular } from '@fluentui/react-icons/svg/certificate'
import { FlowRegular } from '@fluentui/react-icons/svg/flow'
import { HistoryRegular } from '@fluentui/react-icons/svg/history'
import { HomeRegular } from '@fluentui/react-icons/svg/home'
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected'
import { ReceiptRegular } from '@fluentui/react-icons/svg/receipt'

import { SettingsRegular } from '@fluentui/react-icons/svg/settings'
import { StethoscopeRegular } from '@fluentui/react-icons/svg/stethoscope'
import { type ComponentType, lazy, type ReactElement } from 'react'
import type { AgentState } from '../agent/agent-state.ts'
import type { Route } from '../components/routes.ts'
import { OverviewScreen } from '../features/overview/overview-screen.tsx'

/** What each screen is given: how things stand, and what of it is wanted ("#/certificates/<id>": the id). */
export interface ScreenProps {
  state: AgentState
  rest: readonly string[]
}

interface ScreenEntry {
  icon: ReactElement
  screen: ComponentType<ScreenProps>
}

/** Each screen with its icon. Most visits look at the overview and leave: the rest comes when it is wanted. */
export const screens: Record<Route, ScreenEntry> = {
  overview: { icon: <HomeRegular />, screen: OverviewScreen },
  certificates: {
    icon: <CertificateRegular />,
    screen: lazy(() =>
      import('../features/certificates/certificates-places.tsx').then((module) => ({ default: module.CertificatesPlaces })),
    ),
  },
  'used-by': {
    icon: <FlowRegular />,
    screen: lazy(() => import('../features/used-by/used-by-screen.tsx').then((module) => ({ default: module.UsedByScreen }))),
  },
  targets: {
    icon: <PlugConnectedRegular />,
    screen: lazy(() => import('../features/targets/targets-screen.tsx').then((module) => ({ default: module.TargetsScreen }))),
  },
  activity: {
    icon: <HistoryRegular />,
    screen: lazy(() => import('../features/activity/activity-screen.tsx').then((module) => ({ default: module.ActivityScreen }))),
  },
  doctor: {
    icon: <StethoscopeRegular />,
    screen: lazy(() => import('../features/doctor/doctor-screen.tsx').then((module) => ({ default: module.DoctorScreen }))),
  },
  plan: {
    icon: <ReceiptRegular />,
    screen: lazy(() => import('../features/plan/plan-screen.tsx').then((module) => ({ default: module.PlanScreen }))),
  },
  settings: {
    icon: <SettingsRegular />,
    screen: lazy(() => import('../features/settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen }))),
  },
}
