import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components'
import { type PlanName, plans } from '@mylzip/shared/domain/plans.ts'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { Moment } from '../../components/moment.tsx'
import { Note } from '../../components/note.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** Which plan holds, until when, and what happens without the cloud: in sentences. */
export function PlanStanding({ licence, team }: { licence: DeviceLicence; team: string | undefined }) {
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  const say = texts.plan
  const { confirmedAt, covered, plan, state, worksWithoutCloudUntil } = licence
  const held = licence.licence
  const day = (at: string) => dates.day(fromTimestamp(at), now)
  return (
    <Section heading={say.names(nameOf(plan))}>
      <div className={styles.words}>
        <Body1Strong>{plan === 'free' ? say.freeHolds : say.holdsUntil(held === null ? '' : day(held.endsAt), team)}</Body1Strong>
        {worksWithoutCloudUntil !== null && <Body1>{say.withoutCloud(day(worksWithoutCloudUntil))}</Body1>}
        <Body1 className={styles.soft}>{say.renewalsGoOn}</Body1>
        {confirmedAt !== null && (
          <Body1 className={styles.soft}>
            <Moment at={confirmedAt} write={say.confirmed} />
          </Body1>
        )}
      </div>
      {state === 'grace' && confirmedAt !== null && (
        <Note intent="info" title={say.graceTitle}>
          {say.grace}
        </Note>
      )}
      {state === 'unconfirmed' && (
        <Note intent="warning" title={say.unconfirmedTitle}>
          {held === null ? say.neverConfirmed : say.unconfirmed(nameOf(held.plan))}
        </Note>
      )}
      {state === 'expired' && held !== null && (
        <Note intent="warning" title={say.expiredTitle(nameOf(held.plan), dates.dayOnly(fromTimestamp(held.endsAt), now))}>
          {say.expired}
        </Note>
      )}
      {!covered && held !== null && (
        <Note intent="warning" title={say.notCoveredTitle}>
          {say.notCovered(held.devices ?? 0)}
        </Note>
      )}
    </Section>
  )
}

const nameOf = (plan: PlanName) => (Object.hasOwn(plans, plan) ? plans[plan].name : plan)
