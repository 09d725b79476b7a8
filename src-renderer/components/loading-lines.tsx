import { makeStyles, Skeleton, SkeletonItem, tokens } from '@fluentui/react-components'
import { useEffect, useState } from 'react'

/** What takes less is not worth a flicker, in ms. */
const patience = 200

const useStyles = makeStyles({ lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM } })

/** The outline of a part of a page while the agent is asked for it. */
export function LoadingLines({ label }: { label: string }) {
  const styles = useStyles()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return undefined
  return (
    <Skeleton aria-label={label} className={styles.lines}>
      <SkeletonItem size={64} />
      <SkeletonItem size={64} />
      <SkeletonItem size={64} />
    </Skeleton>
  )
}
