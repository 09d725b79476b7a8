import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { FlowRegular } from '@fluentui/react-icons/svg/flow'
import type { CertificateUse, ChangePreview } from '@mylzip/shared/operations/consumers.ts'
import { useState } from 'react'
import type { AgentState } from '../../agent/agent-state.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { hrefOf } from '../../components/routes.ts'
import { texts } from '../../texts/texts.ts'
import { LineLegend } from './line-legend.tsx'
import { lookOf } from './line-look.policy.ts'
import { UseGroupPart } from './use-group.tsx'
import { groupsOf } from './use-map.policy.ts'
import { UseTable } from './use-table.tsx'

const useStyles = makeStyles({
  map: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
})

/** What is drawn instead of how things are: what a change of one certificate would do. */
export interface ShownPreview {
  certificateId: string
  preview: ChangePreview
}

/** The drawing: a part for each certificate. What is chosen stands out, and unfolds in its place. */
export function UseMap({ uses, state, chosen }: { uses: readonly CertificateUse[]; state: AgentState; chosen: string | undefined }) {
  const styles = useStyles()
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(chosen === undefined ? [] : [chosen]))
  const [shown, setShown] = useState<ShownPreview>()
  const groups = groupsOf(uses, state.certificates)
  const toggle = (key: string) => {
    setOpen(new Set(open.has(key) ? [...open].filter((other) => other !== key) : [...open, key]))
    if (key === shown?.certificateId) setShown(undefined)
  }
  return (
    <div className={styles.map}>
      {uses.length === 0 && <NothingYet />}
      {groups.map((group) => (
        <UseGroupPart
          key={group.key}
          group={group}
          runs={state.runs}
          open={open}
          toggle={toggle}
          shown={shown?.certificateId === group.key ? shown.preview : undefined}
          show={(preview) => setShown(preview && { certificateId: group.key, preview })}
        />
      ))}
      {uses.length > 0 && <UseTable uses={uses} />}
      {uses.length > 0 && <LineLegend looks={shown === undefined ? uses.map(lookOf) : shown.preview.effects.map(({ effect }) => effect)} />}
    </div>
  )
}

function NothingYet() {
  const { title, text, add } = texts.useMap.none
  return (
    <EmptyState
      icon={<FlowRegular />}
      title={title}
      text={text}
      action={
        <Button as="a" appearance="primary" href={hrefOf('targets', 'add')}>
          {add}
        </Button>
      }
    />
  )
}
