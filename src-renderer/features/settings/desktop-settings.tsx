import type { DesktopClient } from '@mylzip/shared/operations/desktop.ts'
import { SettingGroup } from '../../components/setting-group.tsx'
import { useDesktop } from '../../desktop/desktop-context.tsx'
import { texts } from '../../texts/texts.ts'
import { DesktopSwitch } from './desktop-switch.tsx'
import { UpdateSettings } from './update-settings.tsx'

const startAtLogin = (client: DesktopClient, on: boolean) => client.startAtLogin.set({ on })
const tellRenewals = (client: DesktopClient, renewals: boolean) => client.notices.choose({ renewals })
const tellUpdates = (client: DesktopClient, updates: boolean) => client.notices.choose({ updates })

/** What the program around this page can be told. In a browser there is none, and nothing to choose. */
export function DesktopSettings() {
  const desktop = useDesktop()
  if (desktop === undefined) return undefined
  const say = texts.desktop
  const { notices, startAtLogin: start, updates } = desktop.state
  const isOffInWindows = start === 'off-in-windows'
  return (
    <>
      {start !== null && (
        <SettingGroup heading={say.start.heading}>
          <DesktopSwitch
            title={say.start.title}
            explanation={say.start.why}
            {...(isOffInWindows && { consequence: say.start.offInWindows })}
            on={start === 'on'}
            fixed={isOffInWindows}
            change={startAtLogin}
          />
        </SettingGroup>
      )}
      <SettingGroup heading={say.notices.heading} explanation={say.notices.explanation}>
        <DesktopSwitch title={say.notices.renewals} explanation={say.notices.renewalsWhy} on={notices.renewals} change={tellRenewals} />
        {updates !== null && updates.channel !== null && (
          <DesktopSwitch title={say.notices.updates} explanation={say.notices.updatesWhy} on={notices.updates} change={tellUpdates} />
        )}
      </SettingGroup>
      {updates !== null && <UpdateSettings updates={updates} />}
    </>
  )
}
