import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { hrefOf } from '../../components/routes.ts'
import { useShell } from '../../desktop/shell.ts'
import { texts } from '../../texts/texts.ts'

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    gap: tokens.spacingHorizontalM,
    marginTop: 'auto',
    paddingTop: tokens.spacingVerticalM,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  button: { flexGrow: 1, flexBasis: 0 },
})

interface FootProps {
  certificate: Certificate | undefined
  /** Undefined while nothing can be asked. */
  renew: ((certificateId: string) => void) | undefined
  /** Whether the one thing that comes first has this button already. */
  plain: boolean
}

export function FlyoutFoot({ certificate, renew, plain }: FootProps) {
  const styles = useStyles()
  const shell = useShell()
  return (
    <footer className={styles.foot}>
      {certificate !== undefined && (
        <Button
          appearance={plain ? 'secondary' : 'primary'}
          icon={<ArrowSyncRegular />}
          className={styles.button}
          disabledFocusable={renew === undefined}
          onClick={() => renew?.(certificate.id)}
        >
          {certificate.current === null ? texts.renew.first : texts.renew.now}
        </Button>
      )}
      <Button className={styles.button} onClick={() => shell.openDashboard(hrefOf('overview'))}>
        {texts.flyout.dashboard}
      </Button>
    </footer>
  )
}
