import { Body1, Body1Strong, Button, Caption1, Link, makeStyles, tokens } from '@fluentui/react-components'
import type { CertificateChange, ChangePreview } from '@mylzip/shared/operations/consumers.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { hrefOf } from '../../components/routes.ts'
import { SpokenText } from '../../components/spoken-text.tsx'
import { texts } from '../../texts/texts.ts'
import { RenewButton } from '../overview/renew-button.tsx'
import { looksInOrder } from './line-look.policy.ts'
import { LineSample } from './line-sample.tsx'
import { UnreadNote } from './unread-note.tsx'

const changes = ['renew', 'revoke', 'forget', 'remove-from-store'] as const satisfies CertificateChange[]

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  soft: { color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  counts: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  count: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
})

interface PreviewProps {
  certificate: Certificate
  running: boolean
  shown: ChangePreview | undefined
  show: (preview: ChangePreview | undefined) => void
}

const previewOf = (client: AgentClient, change: { certificateId: string; change: CertificateChange }) => client.consumers.preview(change)

/** What a change would mean for each program, drawn on its line before anything is done. */
export function ChangePreviewPart({ certificate, running, shown, show }: PreviewProps) {
  const styles = useStyles()
  const say = texts.useMap.preview
  const call = useCall(previewOf, show)
  const live = useAgentView().connection.phase === 'live'
  return (
    <div className={styles.part}>
      <Body1Strong>{say.heading}</Body1Strong>
      <Caption1 className={styles.soft}>{say.why}</Caption1>
      <div className={styles.buttons}>
        {changes.map((change) => (
          <Button
            key={change}
            size="small"
            aria-pressed={shown?.change === change}
            appearance={shown?.change === change ? 'primary' : 'secondary'}
            disabledFocusable={call.running || !live}
            onClick={() => call.run({ certificateId: certificate.id, change })}
          >
            {say.changes[change]}
          </Button>
        ))}
      </div>
      <SpokenText>{call.running ? say.asking : shown === undefined ? '' : inWords(shown)}</SpokenText>
      <CallFailureNote title={say.failed} failure={call.failure} />
      {shown !== undefined && (
        <>
          <UnreadNote sight={shown} />
          <Effects shown={shown} />
          <div className={styles.buttons}>
            {shown.change === 'renew' ? (
              <RenewButton certificate={certificate} running={running} />
            ) : (
              <Link href={hrefOf('certificates', certificate.id)}>{say.goOn}</Link>
            )}
            <Button size="small" onClick={() => show(undefined)}>
              {say.leave}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

function Effects({ shown }: { shown: ChangePreview }) {
  const styles = useStyles()
  const say = texts.useMap
  return (
    <>
      <Body1Strong>{say.preview.shown[shown.change]}</Body1Strong>
      {shown.effects.length === 0 ? (
        <Body1>{say.preview.nobody}</Body1>
      ) : (
        <ul className={styles.counts}>
          {countsOf(shown).map(({ count, look }) => (
            <li key={look} className={styles.count}>
              <LineSample look={look} />
              <Body1>{say.preview.count(say.looks[look].word, count)}</Body1>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function countsOf({ effects }: ChangePreview) {
  return looksInOrder
    .map((look) => ({ look, count: effects.filter(({ effect }) => effect === look).length }))
    .filter(({ count }) => count > 0)
}

function inWords(shown: ChangePreview): string {
  const say = texts.useMap
  const counts = countsOf(shown).map(({ count, look }) => say.preview.count(say.looks[look].word, count))
  return [say.preview.shown[shown.change], ...(counts.length === 0 ? [say.preview.nobody] : counts)].join('. ')
}
