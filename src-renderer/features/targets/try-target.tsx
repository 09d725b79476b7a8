import { Body1, Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { TargetPreview, TargetQuestion, TargetTest } from '@mylzip/shared/operations/targets.ts'
import { useEffect, useRef, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { Facts } from '../../components/facts.tsx'
import { Note } from '../../components/note.tsx'
import { RefusalWords } from '../../components/refusal-words.tsx'
import { SpokenText } from '../../components/spoken-text.tsx'
import { tellingSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'center' },
  soft: { color: tokens.colorNeutralForeground2 },
  changes: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
})

interface Question {
  way: 'preview' | 'test'
  question: TargetQuestion
}

const ask = (client: AgentClient, { question, way }: Question): Promise<TargetPreview | TargetTest> => client.targets[way](question)

/** What telling it would change, and what a client sees, before anything is told. `atOnce`: the first without being asked. */
export function TryTarget({ question, atOnce = false }: { question: TargetQuestion; atOnce?: boolean }) {
  const styles = useStyles()
  const say = texts.targets.try
  const call = useCall(ask)
  const [asked, setAsked] = useState<Question['way']>()
  const live = useAgentView().connection.phase === 'live'
  const begin = useRef(() => {
    setAsked('preview')
    call.run({ way: 'preview', question })
  })
  useEffect(() => {
    if (atOnce) begin.current()
  }, [atOnce])
  const button = (way: Question['way']) => (
    <Button
      disabledFocusable={call.running || !live}
      icon={call.running && asked === way ? <Spinner size="tiny" /> : null}
      onClick={() => {
        setAsked(way)
        call.run({ way, question })
      }}
    >
      {say[way]}
    </Button>
  )
  return (
    <div className={styles.part}>
      <div className={styles.buttons}>
        {button('preview')}
        {button('test')}
        <Caption1 className={styles.soft}>{say.why}</Caption1>
      </div>
      <SpokenText>{call.running ? say.looking : ''}</SpokenText>
      <CallFailureNote title={say.failed} failure={call.failure} />
      {call.result !== undefined && <Found found={call.result} />}
    </div>
  )
}

function Found({ found }: { found: TargetPreview | TargetTest }) {
  const styles = useStyles()
  const say = texts.targets.try
  const { bound, changes, changesSaid, wanted } = found
  return (
    <div className={styles.part} role="status">
      <Facts
        facts={[
          { term: say.bound, value: bound ?? say.nothing, code: bound !== null, ...(bound === null ? {} : { copy: bound }) },
          { term: say.wanted, value: wanted ?? say.notIssued, code: wanted !== null, ...(wanted === null ? {} : { copy: wanted }) },
        ]}
      />
      {changes.length > 0 ? (
        <div>
          <Body1>{say.changes}</Body1>
          <ul className={styles.changes}>
            {changes.map((change, index) => (
              <li key={change}>
                <AgentSentence said={tellingSaid(changesSaid?.[index], change)} />
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <Body1>{wanted === null ? say.notYet : say.same}</Body1>
      )}
      {'seen' in found && <Seen test={found} />}
    </div>
  )
}

function Seen({ test: { problem, seen, trust } }: { test: TargetTest }) {
  const say = texts.targets.try
  if (seen === null) return <Note intent="info">{say.nobody}</Note>
  if (seen) return <Note intent="success">{trust === 'issuer' ? say.seenUntrusted : say.seen}</Note>
  return (
    <Note intent="warning" title={say.notSeen}>
      {problem && <RefusalWords of={problem} />} {problem && <Caption1>{texts.code(problem.code)}</Caption1>}
    </Note>
  )
}
