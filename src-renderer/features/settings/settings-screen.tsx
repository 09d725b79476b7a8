import type { AgentState } from '../../agent/agent-state.ts'
import { Page } from '../../components/page.tsx'
import { texts } from '../../texts/texts.ts'
import { AboutSettings } from './about-settings.tsx'
import { AppearanceSettings } from './appearance-settings.tsx'
import { AuthoritySettings } from './authorities/authority-settings.tsx'
import { DesktopSettings } from './desktop-settings.tsx'
import { NetworkSettings } from './network-settings.tsx'
import { PauseSettings } from './pause-settings.tsx'
import { ProxySettings } from './proxy/proxy-settings.tsx'
import { TokenSettings } from './tokens/token-settings.tsx'
import { UsualSettings } from './usual-settings.tsx'

export function SettingsScreen({ state }: { state: AgentState }) {
  const { device } = state
  return (
    <Page title={texts.settings.heading}>
      <PauseSettings pause={state.pause} />
      <AuthoritySettings state={state} />
      <UsualSettings />
      <ProxySettings />
      {device !== null && <NetworkSettings device={device} />}
      <TokenSettings />
      <AppearanceSettings />
      <DesktopSettings />
      <AboutSettings state={state} />
    </Page>
  )
}
