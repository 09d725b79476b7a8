import { Body1, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { Section } from './section.tsx'

const useStyles = makeStyles({
  rows: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    '& > * + *': {
      paddingTop: tokens.spacingVerticalL,
      borderTopWidth: tokens.strokeWidthThin,
      borderTopStyle: 'solid',
      borderTopColor: tokens.colorNeutralStroke2,
    },
  },
  soft: { color: tokens.colorNeutralForeground2 },
})

/** Settings that belong together, as Windows groups them: under one heading, with a line between each two. */
export function SettingGroup(props: { heading: string; explanation?: string; action?: ReactNode; children: ReactNode }) {
  const styles = useStyles()
  return (
    <Section heading={props.heading} {...(props.action === undefined ? {} : { action: props.action })}>
      {props.explanation !== undefined && <Body1 className={styles.soft}>{props.explanation}</Body1>}
      <div className={styles.rows}>{props.children}</div>
    </Section>
  )
}
