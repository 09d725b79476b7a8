import { Body1, Switch } from '@fluentui/react-components'
import type { DesktopClient } from '@mylzip/shared/operations/desktop.ts'
import { SettingRow } from '../../components/setting-row.tsx'
import { useDesktopCall } from '../../desktop/desktop-context.tsx'
import { texts } from '../../texts/texts.ts'

interface DesktopSwitchProps {
  title: string
  explanation: string
  consequence?: string
  on: boolean
  /** Somebody else has the say. */
  fixed?: boolean
  change: (client: DesktopClient, on: boolean) => Promise<unknown>
}

/** A switch of the program around this page. It shows what that says, never what was merely wished. */
export function DesktopSwitch({ on, fixed = false, change, ...words }: DesktopSwitchProps) {
  const call = useDesktopCall(change)
  return (
    <SettingRow
      {...words}
      failure={call.failure}
      control={(described) => (
        <>
          <Body1 aria-hidden="true">{on ? texts.setting.on : texts.setting.off}</Body1>
          <Switch checked={on} disabled={fixed || call.running} {...described} onChange={(_, { checked }) => call.run(checked)} />
        </>
      )}
    />
  )
}
