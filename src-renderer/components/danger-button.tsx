import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ComponentProps } from 'react'

const useStyles = makeStyles({
  danger: {
    backgroundColor: tokens.colorStatusDangerBackground3,
    color: tokens.colorNeutralForegroundOnBrand,
    ':hover': { backgroundColor: tokens.colorStatusDangerBackground3Hover, color: tokens.colorNeutralForegroundOnBrand },
    ':hover:active': { backgroundColor: tokens.colorStatusDangerBackground3Pressed, color: tokens.colorNeutralForegroundOnBrand },
  },
})

/** The last step before something is lost. Red only once it can be pressed: before that it is any other button at rest. */
export function DangerButton({ disabledFocusable = false, ...props }: ComponentProps<typeof Button>) {
  const styles = useStyles()
  return (
    <Button
      appearance="primary"
      disabledFocusable={disabledFocusable}
      className={disabledFocusable ? undefined : styles.danger}
      {...props}
    />
  )
}
