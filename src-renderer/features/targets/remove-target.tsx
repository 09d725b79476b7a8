import { Body1, Button, Checkbox, makeStyles } from '@fluentui/react-components'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { RemoveTargetInput, Target } from '@mylzip/shared/operations/targets.ts'
import { plainly } from '@mylzip/shared/texts/agent-voice.ts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useAgentView } from '../../agent/agent-context.tsx'
import { useCall } from '../../agent/use-call.ts'
import { hrefOf } from '../../components/routes.ts'
import { TypeToConfirm } from '../../components/type-to-confirm/type-to-confirm.tsx'
import { tellingSaid } from '../../texts/agent-voice.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({ open: { alignSelf: 'start' } })

const remove = (client: AgentClient, wanted: RemoveTargetInput) => client.targets.remove(wanted)

/** Gives it no certificate any more: says what stays behind, and offers to give back what it had. */
export function RemoveTarget({ target, removed }: { target: Target; removed: () => void }) {
  const styles = useStyles()
  const say = texts.targets.remove
  const live = useAgentView().connection.phase === 'live'
  const opener = useRef<Element>(null)
  const [asking, setAsking] = useState(false)
  const [giveBack, setGiveBack] = useState(false)
  const open = () => {
    opener.current = document.activeElement
    setAsking(true)
  }
  const close = useCallback(() => {
    setAsking(false)
    if (opener.current instanceof HTMLElement) opener.current.focus()
  }, [])
  const call = useCall(remove, close)
  const isGone = call.result !== undefined && !asking
  // Only once the dialog is gone: it hides the page behind it from screen readers, and would leave it hidden.
  useEffect(() => {
    if (!isGone) return
    removed()
    window.location.hash = hrefOf('targets')
  }, [isGone, removed])
  const { before, id, label, stays, staysSaid } = target
  const losses = [
    say.losses(label),
    ...(giveBack
      ? [say.giveBackMeans]
      : stays.length === 0
        ? [say.nothingStays]
        : stays.map((sentence, index) => plainly(tellingSaid(staysSaid?.[index], sentence)))),
  ]
  return (
    <>
      <Button icon={<DeleteRegular />} disabledFocusable={!live} className={styles.open} onClick={open}>
        {say.open}
      </Button>
      {asking && (
        <TypeToConfirm
          title={say.title(label)}
          losses={losses}
          name={label}
          action={say.action}
          running={call.running}
          failure={call.failure}
          failureTitle={say.failed}
          onConfirm={() => call.run({ targetId: id, giveBack })}
          onClose={close}
        >
          {before.found && (
            <Checkbox
              label={<Body1>{say.giveBack}</Body1>}
              checked={giveBack}
              onChange={(_, { checked }) => setGiveBack(checked === true)}
            />
          )}
        </TypeToConfirm>
      )}
    </>
  )
}
