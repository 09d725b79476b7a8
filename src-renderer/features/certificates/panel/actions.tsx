import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export'
import { DeleteRegular } from '@fluentui/react-icons/svg/delete'
import { ShieldDismissRegular } from '@fluentui/react-icons/svg/shield-dismiss'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useState } from 'react'
import { useAgentView } from '../../../agent/agent-context.tsx'
import { useKeptOpen } from '../../../components/kept-open.tsx'
import { texts } from '../../../texts/texts.ts'
import { RenewButton } from '../../overview/renew-button.tsx'
import { ExportDialog } from '../export/export-dialog.tsx'
import { ForgetDialog } from '../forget/forget-dialog.tsx'
import { RevokeDialog } from '../revoke/revoke-dialog.tsx'

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalS },
})

type Action = 'revoke' | 'forget'

interface ActionsProps {
  certificate: Certificate
  running: boolean
  exported: () => void
  forgotten: () => void
}

export function Actions({ certificate, running, exported, forgotten }: ActionsProps) {
  const styles = useStyles()
  const [open, setOpen] = useState<Action>()
  const live = useAgentView().connection.phase === 'live'
  const say = texts.certificates.action
  const close = () => setOpen(undefined)
  const { keepOpen } = useKeptOpen()
  const exporting = () => keepOpen(<ExportDialog certificate={certificate} close={() => keepOpen(undefined)} exported={exported} />)
  const { current, kind } = certificate
  return (
    <div className={styles.actions}>
      <RenewButton certificate={certificate} running={running} />
      {current !== null && (
        <Button icon={<ArrowExportRegular />} disabledFocusable={!live} onClick={exporting}>
          {say.export}
        </Button>
      )}
      {current !== null && current.revokedAt === null && (
        <Button icon={<ShieldDismissRegular />} disabledFocusable={!live} onClick={() => setOpen('revoke')}>
          {say.revoke}
        </Button>
      )}
      {/* This device's own is what the program is for: it is not forgotten. */}
      {kind !== 'device' && (
        <Button icon={<DeleteRegular />} disabledFocusable={!live} onClick={() => setOpen('forget')}>
          {say.forget}
        </Button>
      )}
      {open === 'revoke' && <RevokeDialog certificate={certificate} close={close} />}
      {open === 'forget' && <ForgetDialog certificate={certificate} close={close} forgotten={forgotten} />}
    </div>
  )
}
