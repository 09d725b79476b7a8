import { Button, DrawerBody, DrawerHeader, DrawerHeaderTitle, makeStyles, OverlayDrawer, tokens } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import type { ReactNode } from 'react'
import { usePageBack } from './use-page-back.ts'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingBlockEnd: tokens.spacingVerticalXXL },
})

interface SidePanelProps {
  heading: string
  closeLabel: string
  close: () => void
  /** BCP 47, where it is not the page's own language. */
  lang?: string
  /** With another one it begins at its top. */
  page?: string
  children: ReactNode
}

/** Something to read beside the page, which is drawn while it is open. */
export function SidePanel({ heading, closeLabel, close, lang, page, children }: SidePanelProps) {
  const styles = useStyles()
  usePageBack()
  return (
    <OverlayDrawer open position="end" size="medium" onOpenChange={(_, { open }) => open || close()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: 'h2' }}
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={closeLabel} onClick={close} />}
        >
          <span lang={lang}>{heading}</span>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body} lang={lang} tabIndex={0} key={page}>
        {children}
      </DrawerBody>
    </OverlayDrawer>
  )
}
