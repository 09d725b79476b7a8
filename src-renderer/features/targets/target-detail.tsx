import { Body1, Link, makeStyles, Subtitle2, Title2, tokens } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import type { Target } from '@mylzip/shared/operations/targets.ts'
import type { AgentState } from '../../agent/agent-state.ts'
import { FoldedSection } from '../../components/folded-section.tsx'
import { Moment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { ProgramIcon } from '../../components/program-icon.tsx'
import { hrefOf } from '../../components/routes.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { ApplyButton } from './apply-button.tsx'
import { GoBack } from './go-back.tsx'
import { RemoveTarget } from './remove-target.tsx'
import { SettingsFacts } from './settings-facts.tsx'
import { TargetFacts } from './target-facts.tsx'
import { TargetFailure } from './target-failure.tsx'
import { TargetMark } from './target-mark.tsx'
import { stateOf } from './target-state.policy.ts'
import { TryTarget } from './try-target.tsx'

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalL },
  who: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  title: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  heading: { margin: 0, minWidth: 0 },
  icon: { fontSize: tokens.fontSizeHero700, display: 'inline-flex' },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalL },
})

/** One program: how it stands with the certificate, what can be tried, and what can be done. */
export function TargetDetail({ target, state, again }: { target: Target; state: AgentState; again: () => void }) {
  const styles = useStyles()
  const say = texts.targets
  const certificate = state.certificates.find(({ id }) => id === target.certificateId)
  return (
    <Page title={target.label} ownHeading>
      <Link href={hrefOf('targets')}>
        <ArrowLeftRegular /> {say.detail.back}
      </Link>
      <div className={styles.head}>
        <div className={styles.who}>
          <div className={styles.title}>
            <span className={styles.icon}>
              <ProgramIcon kind={target.kind} />
            </span>
            <Title2 as="h1" className={styles.heading}>
              {target.label}
            </Title2>
          </div>
          <Subtitle2>
            <TargetMark state={stateOf(target)} />
          </Subtitle2>
          <Body1>
            <Standing target={target} />
          </Body1>
        </div>
        <ApplyButton target={target} told={again} />
      </div>
      <TargetFailure target={target} />
      <Section heading={say.try.heading}>
        <TryTarget question={{ targetId: target.id }} />
      </Section>
      <Section heading={say.facts.heading}>
        <TargetFacts target={target} certificate={certificate} />
        <div className={styles.ways}>
          <Link href={hrefOf('certificates', target.certificateId)}>{say.detail.certificate}</Link>
          <Link href={hrefOf('used-by', target.certificateId)}>{say.detail.map}</Link>
        </div>
      </Section>
      <FoldedSection heading={say.facts.settings}>
        <SettingsFacts target={target} />
      </FoldedSection>
      <GoBack target={target} wentBack={again} />
      <RemoveTarget target={target} removed={again} />
    </Page>
  )
}

function Standing({ target }: { target: Target }) {
  const say = texts.targets.sentence
  const state = stateOf(target)
  const { consumer, rolledBackFrom } = target
  switch (state) {
    case 'seen':
      return consumer?.verifiedAt && <Moment at={consumer.verifiedAt} write={say.seen} />
    case 'back':
      return say.back(rolledBackFrom ?? 0)
    case 'failed':
      return undefined
    default:
      return say[state]
  }
}
