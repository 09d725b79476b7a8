import { Body1, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { KeyHistory, PastVersion } from '@mylzip/shared/operations/history.ts'
import type { CertificateVersion } from '@mylzip/shared/operations/values.ts'
import type { Reading } from '../../../agent/use-reading.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import { Moment } from '../../../components/moment.tsx'
import { More } from '../../../components/more.tsx'
import { texts } from '../../../texts/texts.ts'
import { custodySentence } from './custody.policy.ts'
import { Part } from './part.tsx'
import { ReadPart } from './read-part.tsx'

const useStyles = makeStyles({
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** Where the private key was made, whether it was given out, and who keeps it. */
export function CustodyPart({ version, versions }: { version: CertificateVersion; versions: Reading<PastVersion[]> }) {
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  return (
    <Part heading={texts.custody.heading}>
      <ReadPart reading={versions}>
        {(all) => {
          const past = all.find(({ number }) => number === version.number)
          if (past === undefined) return undefined
          const { since, backups } = past.key
          return (
            <>
              <Body1>{custodySentence(past, since === null ? '' : dates.dayOnly(fromTimestamp(since), now))}</Body1>
              {version.keyCustody === 'sealed' && <Caption1 className={styles.soft}>{texts.custody.sealedCopy}</Caption1>}
              {backups > 0 && <Caption1 className={styles.soft}>{texts.custody.backups(backups)}</Caption1>}
              {past.key.exports.length > 0 && <Exports exports={past.key.exports} />}
            </>
          )
        }}
      </ReadPart>
    </Part>
  )
}

function Exports({ exports }: { exports: KeyHistory['exports'] }) {
  const styles = useStyles()
  return (
    <More summary={texts.custody.exportList}>
      <ul className={styles.list}>
        {exports.map(({ at, format, protection }) => (
          <li key={`${at} ${format}`}>
            <Moment at={at} /> {texts.custody.exported(format, protection === 'locked')}
          </li>
        ))}
      </ul>
    </More>
  )
}
