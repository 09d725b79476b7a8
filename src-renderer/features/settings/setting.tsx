import { Body1, Switch } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { ReactNode } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { SettingRow } from '../../components/setting-row.tsx'
import { texts } from '../../texts/texts.ts'

interface SettingProps {
  title: string
  explanation: string
  consequence?: string
  on: boolean
  change: (client: AgentClient, on: boolean) => Promise<unknown>
  children?: ReactNode
}

/** A switch that is effective at once. It shows what the agent says, never what was merely wished. */
export function Setting({ on, change, children, ...words }: SettingProps) {
  const call = useCall(change)
  const live = useAgentView().connection.phase === 'live'
  return (
    <SettingRow
      {...words}
      failure={call.failure}
      control={(described) => (
        <>
          <Body1 aria-hidden="true">{on ? texts.setting.on : texts.setting.off}</Body1>
          <Switch checked={on} disabled={call.running || !live} {...described} onChange={(_, { checked }) => call.run(checked)} />
        </>
      )}
    >
      {children}
    </SettingRow>
  )
}
