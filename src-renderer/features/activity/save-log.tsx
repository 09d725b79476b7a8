import { Button, Caption1, makeStyles, Spinner, tokens } from '@fluentui/react-components'
import { SaveRegular } from '@fluentui/react-icons/svg/save'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { saveFile } from '../../components/save-file.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  soft: { color: tokens.colorNeutralForeground2 },
})

async function readLog(client: AgentClient, _: undefined): Promise<string> {
  const pieces: string[] = []
  for await (const { text } of await client.audit.export()) pieces.push(text)
  return pieces.join('')
}

const save = (text: string) => saveFile({ name: 'mylzip-audit-log.jsonl', text, type: 'application/jsonl;charset=utf-8' })

/** The whole log for somebody else to check: an excerpt proves nothing. */
export function SaveLog() {
  const styles = useStyles()
  const call = useCall(readLog, save)
  const live = useAgentView().connection.phase === 'live'
  return (
    <>
      <div className={styles.part}>
        <Button
          size="small"
          icon={call.running ? <Spinner size="tiny" /> : <SaveRegular />}
          disabledFocusable={call.running || !live}
          onClick={() => call.run(undefined)}
        >
          {texts.integrity.save}
        </Button>
        <Caption1 className={styles.soft}>{texts.integrity.saveWhy}</Caption1>
      </div>
      <CallFailureNote title={texts.activity.notSaved} failure={call.failure} />
    </>
  )
}
