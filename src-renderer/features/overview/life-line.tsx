import { Body1Strong, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Certificate, CertificateVersion } from '@mylzip/shared/operations/values.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { useFourColumns } from '../../components/four-columns.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { LifeGlyph } from './life-glyph.tsx'
import { LifeTrack } from './life-track.tsx'
import { type LifeEvent, lifeOf } from './lifetime.policy.ts'
import { renewalWhy } from './renewal-why.policy.ts'

const useStyles = makeStyles({
  event: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'start', minWidth: 0 },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** The certificate's life drawn to scale, and the same as a list that can be read without the picture. */
export function LifeLine({ certificate, version }: { certificate: Certificate; version: CertificateVersion }) {
  const styles = useStyles()
  const now = useNow()
  const events = lifeOf(version, certificate.renewal, now)
  return (
    <Section heading={texts.life.heading}>
      <LifeTrack events={events} over={fromTimestamp(version.notAfter) <= now} />
      <ol className={useFourColumns()}>
        {events.map((event) => (
          <li key={event.kind} className={styles.event}>
            <LifeGlyph kind={event.kind} />
            <div className={styles.words}>
              <Body1Strong>{texts.life[event.kind]}</Body1Strong>
              <EventDate event={event} now={now} />
              {event.kind === 'renewal' && certificate.renewal !== null && (
                <Caption1 className={styles.soft}>{renewalWhy(certificate)}</Caption1>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function EventDate({ event, now }: { event: LifeEvent; now: number }) {
  const styles = useStyles()
  const dates = useDates()
  if (event.kind === 'today') return <Caption1 className={styles.soft}>{dates.dayOnly(event.at, now)}</Caption1>
  return (
    <Caption1 className={styles.soft} title={dates.exact(event.at)}>
      {dates.day(event.at, now)} · {dates.relative(event.at, now)}
    </Caption1>
  )
}
