import { Body1, Body1Strong, Button, makeStyles } from '@fluentui/react-components'
import type { DesktopClient, UpdateChannel, Updates } from '@mylzip/shared/operations/desktop.ts'
import { AgentSentence } from '../../components/agent-sentence.tsx'
import { Note } from '../../components/note.tsx'
import { SettingChoice } from '../../components/setting-choice.tsx'
import { SettingGroup } from '../../components/setting-group.tsx'
import { SettingRow } from '../../components/setting-row.tsx'
import { useDesktopCall } from '../../desktop/desktop-context.tsx'
import { nextStepSaid, refusalSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({ news: { whiteSpace: 'pre-wrap' } })

const channels = ['stable', 'beta'] as const satisfies UpdateChannel[]
const act = (client: DesktopClient, wanted: 'look' | 'install') => client.updates[wanted]()
const choose = (client: DesktopClient, channel: UpdateChannel) => client.updates.choose({ channel })

/** What there is of new versions, and along which channel they come. */
export function UpdateSettings({ updates: { channel, progress, settledBy } }: { updates: Updates }) {
  const styles = useStyles()
  const acting = useDesktopCall(act)
  const choosing = useDesktopCall(choose)
  const say = texts.desktop.updates
  if (channel === null) {
    return (
      <SettingGroup heading={say.heading}>
        <SettingRow title={say.title} explanation={settledBy === 'unsigned' ? say.off.unsigned : say.off.organisation} />
      </SettingGroup>
    )
  }
  const isReady = progress.kind === 'ready'
  const mayLook = progress.kind === 'current' || progress.kind === 'failed'
  const notes = 'update' in progress ? progress.update.notes : ''
  const refused = progress.kind === 'failed' ? progress : 'refused' in progress ? progress.refused : null
  return (
    <SettingGroup heading={say.heading}>
      <SettingRow
        title={say.title}
        explanation={<span aria-live="polite">{words(progress)}</span>}
        failure={acting.failure}
        control={(described) =>
          (isReady || mayLook) && (
            <Button aria-describedby={described['aria-describedby']} onClick={() => acting.run(isReady ? 'install' : 'look')}>
              {isReady ? say.restart : say.look}
            </Button>
          )
        }
      >
        {refused && (
          <Note intent="warning" title={<AgentSentence said={refusalSaid(refused)} />}>
            <AgentSentence said={nextStepSaid(refused)} />
          </Note>
        )}
        {notes !== '' && (
          <div>
            <Body1Strong block>{say.news}</Body1Strong>
            <Body1 block className={styles.news}>
              {notes}
            </Body1>
          </div>
        )}
      </SettingRow>
      <SettingChoice
        title={say.channel}
        explanation={say.channelWhy}
        byOrganisation={settledBy === 'organisation'}
        value={channel}
        options={channels.map((value) => ({ value, words: say.channels[value] }))}
        disabled={choosing.running}
        choose={choosing.run}
        failure={choosing.failure}
      />
    </SettingGroup>
  )
}

/** Of what failed the note below says more. */
function words(progress: Updates['progress']): string {
  const say = texts.desktop.updates
  switch (progress.kind) {
    case 'current':
      return say.current
    case 'failed':
      return ''
    case 'looking':
      return say.looking
    case 'fetching':
      return say.fetching(progress.version)
    case 'ready':
      if (progress.update.isOlder) return say.readyOlder(progress.update.version)
      return progress.update.needsAdministrator ? say.readyForAll(progress.update.version) : say.ready(progress.update.version)
    default:
      return say[progress.kind](progress.update.version)
  }
}
