import { Body1, Button, Caption1, LargeTitle, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  code: { fontFamily: tokens.fontFamilyMonospace, letterSpacing: '0.1em' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
})

/** The code, where to approve it, and how long that is possible. What comes of it is seen by itself. */
export function WaitingForApproval({ waiting, again }: { waiting: NonNullable<EnrolmentView['waiting']>; again: () => void }) {
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  const say = texts.firstRun
  const { userCode, verificationUriComplete, expiresAt } = waiting
  return (
    <div className={styles.part}>
      <Body1>{say.waitingWhy}</Body1>
      <div>
        <Caption1 block>{say.code}</Caption1>
        <LargeTitle className={styles.code}>{userCode}</LargeTitle>
      </div>
      <div className={styles.row}>
        <Button as="a" appearance="primary" href={verificationUriComplete} target="_blank" rel="noreferrer" icon={<OpenRegular />}>
          {say.openPage}
        </Button>
        <CopyButton text={verificationUriComplete} what={say.address} label={say.copyAddress} />
        <Button appearance="transparent" onClick={again}>
          {say.again}
        </Button>
      </div>
      <Spinner size="tiny" label={say.waitingFor} />
      <Caption1>{say.goodUntil(dates.time(fromTimestamp(expiresAt), now))}</Caption1>
      <SpokenText>{`${say.code} ${userCode.split('').join(' ')}. ${say.waitingFor}`}</SpokenText>
    </div>
  )
}
