import { makeStyles, tokens } from '@fluentui/react-components'
import type { About, Certificate, Device, Run } from '@mylzip/shared/operations/values.ts'
import type { ReactNode } from 'react'
import { isServedHere } from '../../components/in-place.policy.ts'
import { spaces } from '../../components/layout.ts'
import { CertificateDetails } from './certificate-details.tsx'
import { FailureNote } from './failure-note.tsx'
import { FourStates } from './four-states.tsx'
import { Hero } from './hero.tsx'
import { LifeLine } from './life-line.tsx'
import { RunAnnouncement, RunProgress } from './run-progress.tsx'
import { TrustNote } from './trust-note.tsx'
import { UsedBy } from './used-by.tsx'

const useStyles = makeStyles({
  parts: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  columns: {
    display: 'grid',
    gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${spaces(11)}), 1fr))`,
    gap: tokens.spacingHorizontalL,
    alignItems: 'start',
  },
})

/** One certificate from the first line to the last detail. While a run goes on, its steps come first. */
export function CertificateOverview(props: {
  certificate: Certificate
  run: Run | undefined
  device: Device | null
  about: About
  /** What stands between how it is and everything about it. */
  children?: ReactNode
}) {
  const { certificate, run, device, about, children } = props
  const styles = useStyles()
  const version = certificate.current
  const openRun = run !== undefined && run.status !== 'succeeded' ? run : undefined
  return (
    <div className={styles.parts}>
      <Hero about={about} certificate={certificate} run={run} />
      <TrustNote about={about} certificate={certificate} />
      <RunAnnouncement run={run} />
      {(run?.status !== 'running' || run.failure !== null) && <FailureNote certificate={certificate} />}
      {openRun !== undefined && <RunProgress run={openRun} first={version === null} />}
      {children}
      {version !== null && (
        <>
          <LifeLine certificate={certificate} version={version} />
          <div className={styles.columns}>
            <FourStates servedHere={isServedHere(certificate)} version={version} run={run} />
            <UsedBy kind={certificate.kind} version={version} device={device} />
          </div>
          <CertificateDetails certificate={certificate} version={version} />
        </>
      )}
    </div>
  )
}
