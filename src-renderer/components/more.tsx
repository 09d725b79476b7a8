import { Accordion, AccordionHeader, AccordionItem, AccordionPanel } from '@fluentui/react-components'
import type { ReactNode } from 'react'

/** The second level: folded away until somebody wants it. */
export function More({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <Accordion collapsible>
      <AccordionItem value="more">
        <AccordionHeader size="small">{summary}</AccordionHeader>
        <AccordionPanel>{children}</AccordionPanel>
      </AccordionItem>
    </Accordion>
  )
}
