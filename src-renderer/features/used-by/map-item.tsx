import { AccordionHeader, AccordionItem, AccordionPanel, Body1Strong, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactElement, ReactNode } from 'react'
import { anchor } from './use-anchors.ts'

const useStyles = makeStyles({
  item: {
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
  },
  chosen: { outline: `${tokens.strokeWidthThick} solid ${tokens.colorBrandStroke1}` },
  words: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    minWidth: 0,
    paddingBlock: tokens.spacingVerticalS,
    textAlign: 'start',
  },
  inside: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'stretch',
    gap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalL,
  },
})

interface ItemProps {
  id: string
  icon: ReactElement
  title: ReactNode
  isOpen: boolean
  /** What stands under the title, whether it is unfolded or not. */
  brief: ReactNode
  children: ReactNode
}

/** A program or a certificate of the drawing: one press chooses it, and unfolds what there is to say of it. */
export function MapItem({ id, icon, title, isOpen, brief, children }: ItemProps) {
  const styles = useStyles()
  return (
    <AccordionItem value={id} className={mergeClasses(styles.item, isOpen && styles.chosen)}>
      <AccordionHeader as="h2" icon={icon} expandIconPosition="end" {...{ [anchor]: id }}>
        <span className={styles.words}>
          <Body1Strong>{title}</Body1Strong>
          {brief}
        </span>
      </AccordionHeader>
      <AccordionPanel>
        <div className={styles.inside}>{children}</div>
      </AccordionPanel>
    </AccordionItem>
  )
}
