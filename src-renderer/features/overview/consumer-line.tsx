import { Body1Strong, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleRegular } from '@fluentui/react-icons/svg/circle'
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle'
import type { Consumer, Failure } from '@mylzip/shared/operations/values.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { ExactMoment, Moment } from '../../components/moment.tsx'
import { More } from '../../components/more.tsx'
import { programSaid, refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  line: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  mark: { fontSize: tokens.fontSizeBase500, flexShrink: 0, display: 'inline-flex' },
  verified: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** One program. Its mark is green while the certificate it was seen serving is valid. */
export function ConsumerLine({ consumer, valid }: { consumer: Consumer; valid: boolean }) {
  const styles = useStyles()
  const { failure, verifiedAt, trust } = consumer
  return (
    <li className={styles.line} data-target={consumer.target}>
      <span className={styles.mark}>
        <ConsumerMark consumer={consumer} valid={valid} />
      </span>
      <div className={styles.words}>
        <Body1Strong>{programSaid(consumer.label)}</Body1Strong>
        <Caption1 className={styles.soft}>{consumer.address}</Caption1>
        <Caption1 className={styles.soft}>{standingOf(consumer)}</Caption1>
        {failure !== null && <ConsumerFailure failure={failure} />}
        {failure === null && verifiedAt !== null && trust === 'issuer' && (
          <Caption1 className={styles.soft}>{texts.usedBy.testIssuer}</Caption1>
        )}
      </div>
    </li>
  )
}

function ConsumerFailure({ failure }: { failure: Failure }) {
  return (
    <>
      <Caption1>
        <AgentSentence said={refusalSaid(failure)} />
      </Caption1>
      {failure.nextAttemptAt !== null && (
        <Caption1>
          <Moment at={failure.nextAttemptAt} write={texts.usedBy.again} />
        </Caption1>
      )}
      <More summary={texts.details}>
        <Caption1>
          {texts.code(failure.code)} · <ExactMoment at={failure.at} />
        </Caption1>
      </More>
    </>
  )
}

/** Without a word: that stands beside it. */
export function ConsumerMark({ consumer: { failure, verifiedAt }, valid }: { consumer: Consumer; valid: boolean }) {
  const styles = useStyles()
  if (failure !== null) return <DismissCircleFilled className={styles.failed} />
  if (verifiedAt !== null) return <CheckmarkCircleFilled className={valid ? styles.verified : styles.soft} />
  return <CircleRegular className={styles.soft} />
}

function standingOf({ failure, verifiedAt, boundAt }: Consumer) {
  if (failure !== null) return texts.usedBy.notServing
  if (verifiedAt !== null) return <Moment at={verifiedAt} write={texts.usedBy.verified} />
  return boundAt === null ? texts.usedBy.waiting : texts.usedBy.bound
}
