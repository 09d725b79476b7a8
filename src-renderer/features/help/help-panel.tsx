import {
  Body1,
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Spinner,
  tokens,
} from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss'
import { useEffect, useState } from 'react'
import { usePageBack } from '../../components/use-page-back.ts'
import { texts } from '../../texts/texts.ts'
import { GuideBlocks } from './guide-blocks.tsx'
import type { GuidePage } from './guide-page.ts'
import { guidePageOf } from './pages.ts'

const useStyles = makeStyles({
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, paddingBlockEnd: tokens.spacingVerticalXXL },
})

/** The user guide beside the screen it is about. A link in it leads to another of its pages, in the same place. */
export function HelpPanel({ about, close }: { about: string; close: () => void }) {
  const styles = useStyles()
  usePageBack()
  const [name, setName] = useState(about)
  const page = useGuidePage(name)
  return (
    <OverlayDrawer open position="end" size="medium" onOpenChange={(_, { open }) => open || close()}>
      <DrawerHeader>
        <DrawerHeaderTitle
          heading={{ as: 'h2' }}
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={texts.help.close} onClick={close} />}
        >
          {/* The guide is written in English alone. */}
          <span lang="en">{typeof page === 'object' ? page.title : texts.help.heading}</span>
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className={styles.body} lang="en" tabIndex={0} key={name}>
        {page === 'loading' && <Spinner label={texts.help.loading} />}
        {page === 'absent' && <Body1>{texts.help.absent}</Body1>}
        {typeof page === 'object' && <GuideBlocks blocks={page.blocks} open={setName} />}
      </DrawerBody>
    </OverlayDrawer>
  )
}

function useGuidePage(name: string): GuidePage | 'loading' | 'absent' {
  const [loaded, setLoaded] = useState<{ name: string; page: GuidePage | 'absent' }>()
  useEffect(() => {
    let wanted = true
    const show = (page: GuidePage | undefined) => wanted && setLoaded({ name, page: page ?? 'absent' })
    guidePageOf(name).then(show, () => show(undefined))
    return () => {
      wanted = false
    }
  }, [name])
  return loaded?.name === name ? loaded.page : 'loading'
}
