import { Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { About, Certificate, Health } from '@mylzip/shared/operations/values.ts'
import { useDates, useNow } from '../../components/clock.tsx'
import { HealthMark } from '../../components/health-mark.tsx'
import { HostName } from '../../components/host-name.tsx'
import { lifeLeft } from '../../components/life-left.policy.ts'
import { Ring } from '../../components/ring.tsx'
import { texts } from '../../texts/texts.ts'
import { FlyoutMenu } from './flyout-menu.tsx'
import { headline } from './headline.policy.ts'

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { display: 'flex', flexDirection: 'column', flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  // A name is never longer than what can be read at a glance: the rest is on hover, and in the copy.
  heading: { margin: 0, overflow: 'hidden', display: '-webkit-box', WebkitBoxOrient: 'vertical', WebkitLineClamp: 3 },
})

/** Who this device is, how it stands, and how much of its certificate's life is left. */
export function FlyoutHead(props: { name: string | undefined; certificate: Certificate | undefined; about: About | undefined }) {
  const { name, certificate, about } = props
  const styles = useStyles()
  const dates = useDates()
  const now = useNow()
  const say = texts.flyout
  const version = certificate?.current ?? undefined
  const share = version && lifeLeft(version, now)
  const health: Health = certificate?.health ?? 'attention'
  return (
    <header className={styles.head}>
      <Ring share={share} health={health} label={share === undefined ? say.noLife : say.life(dates.percent(share))}>
        <HealthMark health={health} size="medium" />
      </Ring>
      <div className={styles.words}>
        <Subtitle2 as="h1" className={styles.heading} title={name}>
          {name === undefined ? say.noName : <HostName name={name} />}
        </Subtitle2>
        {certificate !== undefined && about !== undefined && <Caption1>{headline(about, certificate, now, dates)}</Caption1>}
      </div>
      <FlyoutMenu />
    </header>
  )
}
