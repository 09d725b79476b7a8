import { Body1, Button, Caption1, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { OpenRegular } from '@fluentui/react-icons/svg/open'
import { plans } from '@mylzip/shared/domain/plans.ts'
import type { DeviceLicence } from '@mylzip/shared/operations/licence.ts'
import { useNumbers } from '../../components/numbers.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { FeatureList } from './plan-features.tsx'
import { type Upgrade, upgradesFrom } from './upgrades.policy.ts'

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: tokens.spacingHorizontalM },
  plan: { margin: 0 },
  upgrade: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  soft: { color: tokens.colorNeutralForeground2 },
  way: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
})

/** What the plans above add, what they cost, and who can change the plan: nothing is bought from this page. */
export function Upgrades({ licence: { plan, teamPage, trialAvailable }, team }: { licence: DeviceLicence; team: string | undefined }) {
  const styles = useStyles()
  const say = texts.plan
  const upgrades = upgradesFrom(plan)
  if (upgrades.length === 0) return null
  return (
    <Section heading={say.more}>
      {upgrades.map((upgrade) => (
        <UpgradeView key={upgrade.plan} upgrade={upgrade} />
      ))}
      {trialAvailable === true && <Body1>{say.trial}</Body1>}
      <div className={styles.way}>
        <Body1>{say.whoChanges(team)}</Body1>
        {teamPage !== undefined && (
          <Button as="a" href={teamPage} target="_blank" rel="noreferrer" icon={<OpenRegular />} size="small">
            {say.teamPage}
          </Button>
        )}
      </div>
    </Section>
  )
}

function UpgradeView({ upgrade: { adds, beyond, more, plan } }: { upgrade: Upgrade }) {
  const styles = useStyles()
  const numbers = useNumbers()
  const say = texts.plan
  const { name, price } = plans[plan]
  return (
    <div className={styles.upgrade}>
      <div className={styles.head}>
        <Subtitle2 as="h3" className={styles.plan}>
          {name}
        </Subtitle2>
        <Caption1 className={styles.soft}>{say.price[price.for](numbers.dollars(price.cents))}</Caption1>
      </div>
      <Body1>{say.allOf(plans[beyond].name)}</Body1>
      <FeatureList features={adds} />
      {more.length > 0 && (
        <Caption1 className={styles.soft}>{say.upTo(more.map(({ limit, what }) => say.limitOf[what](numbers.count(limit))))}</Caption1>
      )}
    </div>
  )
}
