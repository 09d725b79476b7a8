import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, makeStyles, OverlayDrawer, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useId } from 'react'
import { type AgentState, latestRun } from '../../../agent/agent-state.ts'
import { HostName } from '../../../components/host-name.tsx'
import { narrow, spaces } from '../../../components/layout.ts'
import { usePageBack } from '../../../components/use-page-back.ts'
import { texts } from '../../../texts/texts.ts'
import { PanelBody } from './panel-body.tsx'

const useStyles = makeStyles({
  panel: { width: spaces(20), maxWidth: '100vw', [narrow]: { width: '100vw' } },
  title: { overflowWrap: 'anywhere', minWidth: 0 },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    paddingBlock: tokens.spacingVerticalM,
    // A card hides what overflows, and so would be squeezed to nothing.
    '& > *': { flexShrink: 0 },
  },
})

/** Beside the table, over it where there is little room: one certificate from the first line to the last version. */
export function CertificatePanel({ certificate, state, close }: { certificate: Certificate; state: AgentState; close: () => void }) {
  const styles = useStyles()
  const titleId = useId()
  usePageBack()
  return (
    <OverlayDrawer open position="end" className={styles.panel} aria-labelledby={titleId} onOpenChange={(_, { open }) => open || close()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ id: titleId, className: styles.title }}
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={texts.certificates.close} onClick={close} />}
        >
          <HostName name={certificate.names[0] ?? ''} />
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body}>
        <PanelBody certificate={certificate} run={latestRun(state.runs, certificate.id)} about={state.about} close={close} />
      </DrawerBody>
    </OverlayDrawer>
  )
}
