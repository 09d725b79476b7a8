import { Body1, Caption1, makeStyles, Title1, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { EnrolmentView } from '@mylzip/shared/operations/device.ts'
import { useCallback, useEffect, useState } from 'react'
import type { CallFailure } from '../../agent/failures.ts'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { spaces } from '../../components/layout.ts'
import { Note } from '../../components/note.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { CopyNote } from './copy-note.tsx'
import { NotAllowed } from './not-allowed.tsx'
import { type SetUp, SetUpForm } from './set-up-form.tsx'
import { useEnrolment } from './use-enrolment.ts'
import { WaitingForApproval } from './waiting-for-approval.tsx'
import { wishAddresses } from './wished-addresses.ts'

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, maxWidth: spaces(22) },
  heading: { margin: 0 },
})

/** By a token the device is one of its team's at once, which the state tells; by a code somebody has to be waited for. */
async function enrol(client: AgentClient, { label, token, publishAddresses }: SetUp): Promise<EnrolmentView | undefined> {
  wishAddresses(publishAddresses)
  const wish = label === undefined ? {} : { label }
  if (token === undefined) return client.device.enrolByCode(wish)
  await client.device.enrolByToken({ token, ...wish })
  return undefined
}

/** From a program that was just installed to a device with a name: what follows, the overview shows by itself. */
export function FirstRun({ copyOf }: { copyOf: string | undefined }) {
  const styles = useStyles()
  const [view, setView] = useEnrolment()
  const [again, setAgain] = useState(false)
  const begun = useCallback(
    (enrolment: EnrolmentView | undefined) => {
      setAgain(false)
      if (enrolment === undefined) return
      setView(enrolment)
      // Where the browser does not let a page open another one, the button beside the code does it.
      if (enrolment.waiting !== null) window.open(enrolment.waiting.verificationUriComplete, '_blank', 'noopener,noreferrer')
    },
    [setView],
  )
  const call = useCall(enrol, begun)
  const [tried, setTried] = useState<SetUp>()
  const begin = (wanted: SetUp) => {
    setTried(wanted)
    call.run(wanted)
  }
  const { failure } = call
  const isRefused = failure?.sentence !== undefined && !isForAdministrators(failure)
  // Given up, or refused: the form is where it is agreed to anew. What was agreed to holds for what an administrator does elsewhere, too.
  const isOver = !call.running && (failure === undefined ? (view?.ended ?? null) !== null : isRefused)
  useEffect(() => {
    if (isOver) wishAddresses(false)
  }, [isOver])
  useFocusPassedOn()
  const giveUp = () => {
    wishAddresses(false)
    setAgain(true)
  }
  const say = texts.firstRun
  const waiting = again ? undefined : view?.waiting
  return (
    <div className={styles.page}>
      <Title1 as="h1" className={styles.heading}>
        {say.title}
      </Title1>
      <Body1>{say.intro}</Body1>
      {copyOf !== undefined && <CopyNote original={copyOf} />}
      {waiting ? (
        <Section heading={say.waiting}>
          <WaitingForApproval waiting={waiting} again={giveUp} />
        </Section>
      ) : (
        <>
          <WhyNot failure={failure} label={tried?.label} ended={call.running ? null : (view?.ended ?? null)} />
          <SetUpForm running={call.running} begin={begin} />
        </>
      )}
    </div>
  )
}

/**
 * What takes its place comes by itself, and the focus goes there from what is gone: whoever hears the page begins at its top. Left
 * on nothing, what a dialog has hidden from them would stay so.
 */
function useFocusPassedOn(): void {
  useEffect(
    () => () =>
      void setTimeout(() => {
        if (document.activeElement === document.body) document.querySelector('main')?.focus()
      }),
    [],
  )
}

const isForAdministrators = ({ code }: CallFailure) => code === 'CALLER_NOT_ADMINISTRATOR' || code === 'CALLER_NOT_ALLOWED'

interface WhyNotProps {
  failure: CallFailure | undefined
  /** The first part of the name that was asked for. */
  label: string | undefined
  ended: EnrolmentView['ended']
}

/** What came of the last try. The form below it is the way on. */
function WhyNot({ failure, label, ended }: WhyNotProps) {
  const say = texts.firstRun
  if (failure !== undefined) {
    return isForAdministrators(failure) ? <NotAllowed label={label} /> : <CallFailureNote title={say.failed} failure={failure} />
  }
  if (ended === null) return undefined
  return (
    <Note intent="warning" title={say.ended}>
      <RefusalWords of={ended} /> <Caption1>{texts.code(ended.code)}</Caption1>
    </Note>
  )
}
