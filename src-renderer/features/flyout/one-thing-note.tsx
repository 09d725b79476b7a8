import { Button, Caption1 } from '@fluentui/react-components'
import { fromTimestamp } from '@mylzip/shared/domain/time.ts'
import type { Failure } from '@mylzip/shared/operations/values.ts'
import type { ReactElement, ReactNode } from 'react'
import { useAgent } from '../../agent/agent-context.tsx'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { useDates, useNow } from '../../components/clock.tsx'
import { Note } from '../../components/note.tsx'
import { hrefOf } from '../../components/routes.ts'
import { useShell } from '../../desktop/shell.ts'
import { programSaid, refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'
import type { OneThing } from './one-thing.policy.ts'

interface OneThingProps {
  thing: OneThing
  /** Asks for a renewal; undefined while nothing can be asked. */
  renew: ((certificateId: string) => void) | undefined
  /** Ends a pause. */
  resume: () => void
}

/** What needs a person, why, and the button that settles it. */
export function OneThingNote({ thing, renew, resume }: OneThingProps) {
  const { retryNow } = useAgent()
  const shell = useShell()
  const dates = useDates()
  const now = useNow()
  const say = texts.flyout.oneThing
  const button = (words: string, onClick: () => void) => <Button onClick={onClick}>{words}</Button>
  const renewal = (certificateId: string, words: string) => (
    <Button appearance="primary" disabledFocusable={renew === undefined} onClick={() => renew?.(certificateId)}>
      {words}
    </Button>
  )
  switch (thing.kind) {
    case 'agent-away':
      return note('error', say.agentAway.title, say.agentAway.text, button(say.agentAway.button, retryNow))
    case 'no-permission':
      return note('warning', say.noPermission.title, say.noPermission.text)
    case 'not-enrolled':
      return note(
        'info',
        say.notEnrolled.title,
        say.notEnrolled.text,
        <Button appearance="primary" onClick={() => shell.openDashboard(hrefOf('overview'))}>
          {say.notEnrolled.button}
        </Button>,
      )
    case 'copy':
      return note(
        'warning',
        say.copy.title,
        say.copy.text(thing.original),
        button(say.copy.button, () => shell.openDashboard(hrefOf('overview'))),
      )
    case 'ended':
    case 'revoked': {
      const { title, text } = say[thing.kind]
      return note('error', title, text(nameOf(thing)), renewal(thing.certificate.id, say.renew))
    }
    case 'not-served': {
      const { title, text, nobody } = say.notServed
      const words = thing.program === undefined ? nobody : text(programSaid(thing.program))
      return note(
        'error',
        title,
        words,
        button(say.notServed.button, () => shell.openDashboard(hrefOf('doctor'))),
      )
    }
    case 'about-to-end':
      return note(
        'warning',
        say.aboutToEnd.title,
        say.aboutToEnd.text(nameOf(thing), dates.relative(thing.at, now)),
        renewal(thing.certificate.id, say.renew),
      )
    case 'none-yet':
    case 'failed-twice': {
      const { title } = thing.kind === 'none-yet' ? say.noneYet : say.failedTwice
      return note(
        thing.kind === 'none-yet' ? 'error' : 'warning',
        title,
        <FailureWords failure={thing.failure} />,
        <>
          {renewal(thing.certificate.id, say.tryAgain)}
          {button(say.why, () => shell.openDashboard(hrefOf('doctor')))}
        </>,
      )
    }
    case 'paused':
      return note('info', say.paused.title(dates.time(thing.until, now)), say.paused.text, button(say.paused.button, resume))
    case 'update-waiting':
      return note(
        'info',
        say.updateWaiting.title(thing.version),
        say.updateWaiting.text,
        button(say.updateWaiting.button, shell.restartToUpdate),
      )
  }
}

const nameOf = ({ certificate }: { certificate: { names: readonly string[] } }) => certificate.names[0] ?? ''

function note(intent: 'info' | 'warning' | 'error', title: string, text: ReactNode, actions?: ReactElement) {
  return (
    <Note intent={intent} title={title} actions={actions}>
      {text}
    </Note>
  )
}

function FailureWords({ failure }: { failure: Failure }) {
  const { code, nextAttemptAt } = failure
  const dates = useDates()
  const now = useNow()
  const next = nextAttemptAt === null ? undefined : fromTimestamp(nextAttemptAt)
  return (
    <>
      <AgentSentence said={refusalSaid(failure)} />{' '}
      {next !== undefined && next > now && texts.flyout.oneThing.again(dates.relative(next, now))} <Caption1>{texts.code(code)}</Caption1>
    </>
  )
}
