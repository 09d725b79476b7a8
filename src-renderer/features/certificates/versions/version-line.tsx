import { Body1Strong, Caption1 } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { PastVersion } from '@mylzip/shared/operations/history.ts'
import { useDates, useNow } from '../../../components/clock.tsx'
import { type Fact, Facts } from '../../../components/facts.tsx'
import { Moment } from '../../../components/moment.tsx'
import { More } from '../../../components/more.tsx'
import { texts } from '../../../texts/texts.ts'
import { wordOf } from '../../../texts/word-of.ts'
import { custodySentence } from '../panel/custody.policy.ts'
import { useVersionStyles } from './version-styles.ts'

export function VersionLine({ version }: { version: PastVersion }) {
  const styles = useVersionStyles()
  const dates = useDates()
  const now = useNow()
  const say = texts.versions
  const { number, inUse, notBefore, notAfter, revokedAt, revocationReason, key } = version
  const day = (at: string) => dates.dayOnly(fromTimestamp(at), now)
  return (
    <li className={styles.line}>
      <Body1Strong>
        {say.title(number)}
        {inUse && `, ${say.inUse}`}
      </Body1Strong>
      <Caption1 className={styles.soft}>{texts.chain.valid(day(notBefore), day(notAfter))}</Caption1>
      {revokedAt !== null && (
        <Caption1>
          <Moment at={revokedAt} write={say.revoked} />
          {revocationReason !== null && ` · ${wordOf(texts.revoking.reasons, revocationReason)}`}
        </Caption1>
      )}
      <Caption1 className={styles.soft}>{custodySentence(version, key.since === null ? '' : day(key.since))}</Caption1>
      <More summary={texts.details}>
        <Facts facts={factsOf(version)} />
      </More>
    </li>
  )
}

function factsOf({ issuer, keyType, serial, store, thumbprint }: PastVersion): Fact[] {
  const say = texts.certificate
  return [
    { term: say.issuer, value: issuer, copy: issuer },
    { term: say.keyType, value: wordOf(texts.keyTypes, keyType) },
    { term: say.serial, value: serial, copy: serial, code: true },
    { term: say.thumbprint, value: thumbprint, copy: thumbprint, code: true },
    ...(store === null ? [] : [{ term: say.location, value: store.location, copy: store.location, code: true }]),
  ]
}
