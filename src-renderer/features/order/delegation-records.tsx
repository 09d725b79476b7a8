import { Body1, Body1Strong, Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { WarningFilled } from '@fluentui/react-icons/svg/warning'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Delegation } from '@mylzip/shared/operations/proofs.ts'
import { useCallback } from 'react'
import { useReading } from '../../agent/use-reading.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Facts } from '../../components/facts.tsx'
import { LoadingLines } from '../../components/loading-lines.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  record: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  mark: { display: 'inline-flex', fontSize: tokens.fontSizeBase400 },
  ready: { color: tokens.colorStatusSuccessForeground1 },
  wrong: { color: tokens.colorStatusWarningForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** The CNAMEs that whoever looks after the DNS is asked for, to be copied, and whether each is there by now. */
export function DelegationRecords({ hosts }: { hosts: readonly string[] }) {
  const styles = useStyles()
  const say = texts.order
  const asked = hosts.join(' ')
  const ask = useCallback((client: AgentClient) => Promise.all(asked.split(' ').map((name) => client.proofs.delegation({ name }))), [asked])
  const { value, reading, failure, again } = useReading(ask, asked)
  const known = value?.length === hosts.length ? value : undefined
  const lines = known?.map(({ record, target }) => `${record}. CNAME ${target}.`).join('\n')
  return (
    <div className={styles.part}>
      <div className={styles.head}>
        <Body1Strong>{say.records}</Body1Strong>
        <Button
          size="small"
          icon={reading ? <Spinner size="extra-tiny" /> : <ArrowSyncRegular />}
          disabledFocusable={reading}
          onClick={again}
        >
          {reading ? say.looking : say.checkAgain}
        </Button>
        {lines !== undefined && <CopyButton text={lines} what={say.copyRecord} label={say.copyRecords} />}
      </div>
      <CallFailureNote title={say.recordsFailed} failure={failure} />
      {known === undefined && reading && <LoadingLines label={say.looking} />}
      {known?.map((delegation) => (
        <RecordCard key={delegation.record} delegation={delegation} />
      ))}
      <SpokenText>{reading ? '' : known?.map(({ record, state }) => `${record}: ${say.recordStates[state]}.`).join(' ')}</SpokenText>
      {known?.some(({ state }) => state !== 'ready') && <Caption1 className={styles.soft}>{say.recordsLater}</Caption1>}
    </div>
  )
}

function RecordCard({ delegation: { record, target, state, found } }: { delegation: Delegation }) {
  const styles = useStyles()
  const say = texts.order
  return (
    <div className={styles.record}>
      <div className={styles.state}>
        <span className={styles.mark}>
          {state === 'ready' ? (
            <CheckmarkCircleFilled className={styles.ready} aria-hidden="true" />
          ) : state === 'elsewhere' || state === 'loop' ? (
            <WarningFilled className={styles.wrong} aria-hidden="true" />
          ) : (
            <CircleRegular className={styles.soft} aria-hidden="true" />
          )}
        </span>
        <Body1>{say.recordStates[state]}</Body1>
      </div>
      <Facts
        facts={[
          { term: say.recordName, value: record, copy: record, code: true },
          { term: say.recordTarget, value: target, copy: target, code: true },
        ]}
      />
      {found !== null && state !== 'ready' && <Caption1 className={styles.soft}>{say.recordFound(found)}</Caption1>}
    </div>
  )
}
