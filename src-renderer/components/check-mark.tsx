import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle'
import { CircleHintRegular } from '@fluentui/react-icons/svg/circle-hint'
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle'
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle'
import { WarningRegular } from '@fluentui/react-icons/svg/warning'
import type { Finding } from '@mylzip/shared/operations/doctor.ts'

export type CheckStatus = Finding['status'] | 'waiting'

const useStyles = makeStyles({
  mark: { fontSize: tokens.fontSizeBase500, flexShrink: 0, display: 'flex' },
  ok: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  skipped: { color: tokens.colorNeutralForeground3 },
  waiting: { color: tokens.colorNeutralForeground3 },
})

/** The shape says it without the colour; its word stands beside it, so it is hidden from screen readers. */
export function CheckMark({ status }: { status: CheckStatus }) {
  const styles = useStyles()
  return (
    <span aria-hidden="true" className={mergeClasses(styles.mark, styles[status])}>
      {markOf(status)}
    </span>
  )
}

function markOf(status: CheckStatus) {
  switch (status) {
    case 'ok':
      return <CheckmarkCircleRegular />
    case 'warning':
      return <WarningRegular />
    case 'failed':
      return <DismissCircleRegular />
    case 'skipped':
      return <SubtractCircleRegular />
    case 'waiting':
      return <CircleHintRegular />
  }
}
