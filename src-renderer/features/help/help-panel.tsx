import { Body1, Spinner } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { SidePanel } from '../../components/side-panel.tsx'
import { texts } from '../../texts/texts.ts'
import { GuideBlocks } from './guide-blocks.tsx'
import type { GuidePage } from './guide-page.ts'
import { guidePageOf } from './pages.ts'

/** The user guide beside the screen it is about. A link in it leads to another of its pages, in the same place. */
export function HelpPanel({ about, close }: { about: string; close: () => void }) {
  const [name, setName] = useState(about)
  const page = useGuidePage(name)
  const say = texts.help
  return (
    // The guide is written in English alone.
    <SidePanel heading={typeof page === 'object' ? page.title : say.heading} closeLabel={say.close} close={close} lang="en" page={name}>
      {page === 'loading' && <Spinner label={say.loading} />}
      {page === 'absent' && <Body1>{say.absent}</Body1>}
      {typeof page === 'object' && <GuideBlocks blocks={page.blocks} open={setName} />}
    </SidePanel>
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
