import { makeStyles, Title2, tokens } from '@fluentui/react-components'
import { type ReactNode, useEffect } from 'react'
import { texts } from '../texts/texts.ts'

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  heading: { margin: 0 },
})

/** A screen: its title in the tab and, unless the screen says it in words of its own, as the first heading. */
export function Page({ title, ownHeading = false, children }: { title: string; ownHeading?: boolean; children: ReactNode }) {
  const styles = useStyles()
  useEffect(() => {
    document.title = texts.pageTitle(title)
  }, [title])
  return (
    <div className={styles.page}>
      {!ownHeading && (
        <Title2 as="h1" className={styles.heading}>
          {title}
        </Title2>
      )}
      {children}
    </div>
  )
}
