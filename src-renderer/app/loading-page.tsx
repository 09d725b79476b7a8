import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { texts } from '../texts/texts.ts'

/** What takes less is not worth a flicker, in ms. */
const patience = 200

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  line: { width: '60%' },
})

/** The page's outline while the agent is asked. */
export function LoadingPage() {
  const styles = useStyles()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return undefined
  return (
    <Skeleton aria-label={texts.loading} className={styles.page}>
      <SkeletonItem size={40} className={styles.line} />
      <SkeletonItem size={20} />
      <SkeletonItem size={128} />
      <SkeletonItem size={128} />
    </Skeleton>
  )
}
