import { Body2, makeStyles, Title1, tokens } from '@fluentui/react-components'
import { lazy } from 'react'
import type { AgentState } from '../../agent/agent-state.ts'
import { latestRun } from '../../agent/agent-state.ts'
import { Page } from '../../components/page.tsx'
import { texts } from '../../texts/texts.ts'
import { PublishWished } from '../first-run/publish-wished.tsx'
import { CertificateOverview } from './certificate-overview.tsx'
import { firstOfAll } from './first-of-all.policy.ts'
import { OtherCertificates } from './other-certificates.tsx'
import { RecentActivity } from './recent-activity.tsx'

const useStyles = makeStyles({
  empty: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  heading: { margin: 0 },
})

// Needed once in the life of a device.
const FirstRun = lazy(() => import('../first-run/first-run.tsx').then((module) => ({ default: module.FirstRun })))

export function OverviewScreen({ state }: { state: AgentState }) {
  const styles = useStyles()
  const { certificates, device, runs, about, activity } = state
  const first = firstOfAll(certificates)
  // What lies in a copied folder is another machine's, until somebody says what this one is.
  const isCopy = device?.isCopy === true
  const isSetUp = device !== null && !isCopy
  return (
    <Page title={texts.navigation.overview} ownHeading>
      {isSetUp ? <PublishWished /> : <FirstRun copyOf={device?.name} />}
      {isSetUp && certificates.length === 0 && (
        <div className={styles.empty}>
          <Title1 as="h1" className={styles.heading}>
            {device.name}
          </Title1>
          <Body2>{texts.overview.firstWaiting}</Body2>
        </div>
      )}
      {first !== undefined && !isCopy && (
        <CertificateOverview certificate={first} run={latestRun(runs, first.id)} device={device} about={about}>
          <OtherCertificates certificates={certificates.filter(({ id }) => id !== first.id)} />
        </CertificateOverview>
      )}
      {isSetUp && <RecentActivity activity={activity} />}
    </Page>
  )
}
