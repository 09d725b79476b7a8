import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import type { OrderInput } from '@mylzip/shared/operations/certificates.ts'
import type { CallFailure } from '../../agent/failures.ts'
import { CallFailureNote } from '../../components/call-failure-note.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Note } from '../../components/note.tsx'
import { texts } from '../../texts/texts.ts'
import { orderCommand } from './order-command.policy.ts'

const useStyles = makeStyles({ command: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' } })

/** Why it was not ordered. Who may not order is given what an administrator types, so that nothing of the work is lost. */
export function OrderFailure({ title, failure, order }: { title: string; failure: CallFailure | undefined; order: OrderInput }) {
  const styles = useStyles()
  const say = texts.order
  if (failure?.code !== 'CALLER_NOT_ADMINISTRATOR' && failure?.code !== 'CALLER_NOT_ALLOWED')
    return <CallFailureNote title={title} failure={failure} />
  const command = orderCommand(order)
  return (
    <Note intent="warning" title={say.administratorTitle} actions={<CopyButton text={command} what={say.command} />}>
      {say.administrator} <Caption1 className={styles.command}>{command}</Caption1>
    </Note>
  )
}
