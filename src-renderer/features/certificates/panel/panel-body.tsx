import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { About, Certificate, Run } from '@mylzip/shared/operations/values.ts'
import { useCallback } from 'react'
import { useReading } from '../../../agent/use-reading.ts'
import { CertificateDetails } from '../../overview/certificate-details.tsx'
import { FailureNote } from '../../overview/failure-note.tsx'
import { RunAnnouncement, RunProgress } from '../../overview/run-progress.tsx'
import { TrustNote } from '../../overview/trust-note.tsx'
import { ChainPart } from '../chain/chain-part.tsx'
import { ChoicesPart } from '../choices/choices-part.tsx'
import { VersionsPart } from '../versions/versions-part.tsx'
import { Actions } from './actions.tsx'
import { CustodyPart } from './custody-part.tsx'
import { FirstLine } from './first-line.tsx'
import { UsesPart } from './uses-part.tsx'

interface PanelBodyProps {
  certificate: Certificate
  run: Run | undefined
  about: About
  close: () => void
}

/** How it stands, what can be done, and everything there is to know of it, the first things first. */
export function PanelBody({ certificate, run, about, close }: PanelBodyProps) {
  const { id, current } = certificate
  const versions = useReading(
    useCallback((client: AgentClient) => client.certificates.versions({ certificateId: id }), [id]),
    // What was issued, revoked, or moved out of this program's own hands makes another history.
    `${current?.number} ${current?.revokedAt} ${current?.keyCustody} ${run?.status}`,
  )
  const openRun = run !== undefined && run.status !== 'succeeded' ? run : undefined
  return (
    <>
      <FirstLine certificate={certificate} run={run} about={about} />
      <Actions certificate={certificate} running={run?.status === 'running'} exported={versions.again} forgotten={close} />
      <TrustNote about={about} certificate={certificate} />
      <RunAnnouncement run={run} />
      {(run?.status !== 'running' || run.failure !== null) && <FailureNote certificate={certificate} />}
      {openRun !== undefined && <RunProgress run={openRun} first={current === null} />}
      <UsesPart certificate={certificate} />
      {current !== null && (
        <>
          <CustodyPart version={current} versions={versions} />
          <ChainPart certificateId={id} number={current.number} />
        </>
      )}
      <ChoicesPart certificate={certificate} />
      <VersionsPart versions={versions} />
      {current !== null && <CertificateDetails certificate={certificate} version={current} />}
    </>
  )
}
