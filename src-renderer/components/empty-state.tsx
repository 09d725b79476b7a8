import { Body1, Body1Strong, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'

const useStyles = makeStyles({
  empty: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    textAlign: 'center',
    gap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalL}`,
  },
  icon: { fontSize: tokens.fontSizeHero900, color: tokens.colorNeutralForeground3, display: 'inline-flex' },
  text: { color: tokens.colorNeutralForeground2, maxWidth: '32em' },
})

/** Where there is nothing yet: what will be here, and the one thing to do for it. */
export function EmptyState({ icon, title, text, action }: { icon: ReactElement; title: string; text: string; action?: ReactNode }) {
  const styles = useStyles()
  return (
    <div className={styles.empty}>
      <span className={styles.icon}>{icon}</span>
      <Body1Strong>{title}</Body1Strong>
      <Body1 align="center" className={styles.text}>
        {text}
      </Body1>
      {action}
    </div>
  )
}
