import { Accordion, AccordionHeader, AccordionItem, AccordionPanel, Card, makeStyles, Subtitle2, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  card: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`, minWidth: 0, overflowWrap: 'anywhere' },
  inside: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalS} 0 ${tokens.spacingVerticalM}`,
  },
})

/** A part of a page for those who want to know more: its heading unfolds it. */
export function FoldedSection({ heading, children }: { heading: string; children: ReactNode }) {
  const styles = useStyles()
  return (
    <Card className={styles.card}>
      <Accordion collapsible>
        <AccordionItem value="inside">
          <AccordionHeader as="h2" expandIconPosition="end">
            <Subtitle2>{heading}</Subtitle2>
          </AccordionHeader>
          <AccordionPanel className={styles.inside}>{children}</AccordionPanel>
        </AccordionItem>
      </Accordion>
    </Card>
  )
}
