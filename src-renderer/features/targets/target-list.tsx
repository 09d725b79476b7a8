import { Body1, Button, makeStyles, tokens } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons/svg/add'
import { PlugConnectedRegular } from '@fluentui/react-icons/svg/plug-connected'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Target } from '@mylzip/shared/operations/targets.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Moment } from '../../components/moment.tsx'
import { Note } from '../../components/note.tsx'
import { ProgramIcon } from '../../components/program-icon.tsx'
import { hrefOf } from '../../components/routes.ts'
import { programSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import { TargetMark } from './target-mark.tsx'
import { stateOf, targetStates } from './target-state.policy.ts'

const useStyles = makeStyles({
  soft: { color: tokens.colorNeutralForeground2, margin: 0 },
  icon: { display: 'inline-flex', verticalAlign: 'text-bottom', marginInlineEnd: tokens.spacingHorizontalS },
})

interface ListProps {
  targets: readonly Target[]
  certificates: readonly Certificate[]
  /** One was asked for that is not set up (any more). */
  missing: boolean
}

const open = ({ id }: Target) => {
  window.location.hash = hrefOf('targets', id)
}

/** All that are set up, those that need somebody first. */
export function TargetList({ targets, certificates, missing }: ListProps) {
  const styles = useStyles()
  const say = texts.targets
  const add = (
    <Button as="a" appearance="primary" icon={<AddRegular />} href={hrefOf('targets', 'add')}>
      {say.add}
    </Button>
  )
  return (
    <>
      {missing && <Note intent="info">{say.detail.missing}</Note>}
      {targets.length > 0 && (
        <Body1 as="p" className={styles.soft}>
          {say.lead}
        </Body1>
      )}
      <DataTable
        label={say.listLabel}
        rows={targets}
        rowKey={keyOf}
        columns={columnsFor(certificates)}
        initially={{ column: 'state', direction: 'ascending' }}
        open={open}
        empty={<EmptyState icon={<PlugConnectedRegular />} title={say.none.title} text={say.none.text} action={add} />}
        actions={add}
      />
    </>
  )
}

const keyOf = ({ id }: Target) => id

function columnsFor(certificates: readonly Certificate[]): Column<Target>[] {
  const say = texts.targets
  return [
    {
      id: 'state',
      heading: say.columns.state,
      text: (target) => say.state[stateOf(target)],
      order: (target) => targetStates.indexOf(stateOf(target)),
      cell: (target) => <TargetMark state={stateOf(target)} />,
      width: 'medium',
      speaksForItself: true,
    },
    {
      id: 'program',
      heading: say.columns.program,
      text: ({ label }) => programSaid(label),
      cell: (target) => <Program target={target} />,
      width: 'large',
      speaksForItself: true,
    },
    {
      id: 'certificate',
      heading: say.columns.certificate,
      text: ({ certificateId }) => certificates.find(({ id }) => id === certificateId)?.names[0] ?? '',
      width: 'medium',
    },
    { id: 'address', heading: say.columns.address, text: ({ consumer }) => consumer?.address ?? '', width: 'medium' },
    {
      id: 'seen',
      heading: say.columns.seen,
      text: ({ consumer }) => consumer?.verifiedAt ?? '',
      order: ({ consumer }) => (consumer?.verifiedAt ? fromTimestamp(consumer.verifiedAt) : undefined),
      cell: ({ consumer }) => consumer?.verifiedAt && <Moment at={consumer.verifiedAt} />,
      width: 'medium',
    },
  ]
}

function Program({ target: { kind, label } }: { target: Target }) {
  return (
    <>
      <span className={useStyles().icon}>
        <ProgramIcon kind={kind} />
      </span>
      {programSaid(label)}
    </>
  )
}
