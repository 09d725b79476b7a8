import { Card, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import { type ReactNode, useId } from 'react'

const useStyles = makeStyles({
  // Room for a focus ring at the edge, and long names break instead of widening the page.
  card: {
    padding: tokens.spacingHorizontalXL,
    rowGap: tokens.spacingVerticalM,
    minWidth: 0,
    overflowWrap: 'anywhere',
    containerType: 'inline-size',
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  heading: { margin: 0 },
})

/** A part of a page under its own heading, with what can be done to the whole of it at the right. */
export function Section({ heading, action, children }: { heading: string; action?: ReactNode; children: ReactNode }) {
  const styles = useStyles()
  const id = useId()
  return (
    <Card className={styles.card} role="region" aria-labelledby={id}>
      <div className={styles.head}>
        <Subtitle2 as="h2" id={id} className={styles.heading}>
          {heading}
        </Subtitle2>
        {action}
      </div>
      {children}
    </Card>
  )
}
