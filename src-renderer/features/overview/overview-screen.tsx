import { Body2, makeStyles, Title1, tokens } from '@fluentui/react-components'
import type { AgentState } from '../../agent/agent-state.ts'
import { latestRun } from '../../agent/agent-state.ts'
import { Page } from '../../components/page.tsx'
import { texts } from '../../texts/texts.ts'
import { CertificateOverview } from './certificate-overview.tsx'
import { firstOfAll } from './first-of-all.policy.ts'
import { OtherCertificates } from './other-certificates.tsx'
import { RecentActivity } from './recent-activity.tsx'

const useStyles = makeStyles({
  empty: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { margin: 0 },
})

export function OverviewScreen({ state }: { state: AgentState }) {
  const styles = useStyles()
  const { certificates, device, runs, about, activity } = state
  const first = firstOfAll(certificates)
  return (
    <Page title={texts.navigation.overview} ownHeading>
      {certificates.length === 0 && (
        <div className={styles.empty}>
          <Title1 as="h1" className={styles.heading}>
            {device === null ? texts.overview.notEnrolledTitle : device.name}
          </Title1>
          <Body2>{device === null ? texts.overview.notEnrolled : texts.overview.firstWaiting}</Body2>
        </div>
      )}
      {first !== undefined && (
        <CertificateOverview certificate={first} run={latestRun(runs, first.id)} device={device} about={about}>
          <OtherCertificates certificates={certificates.filter(({ id }) => id !== first.id)} />
        </CertificateOverview>
      )}
      <RecentActivity activity={activity} />
    </Page>
  )
}
