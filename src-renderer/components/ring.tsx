import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Health } from '@mylzip/shared/operations/values.ts'
import type { ReactNode } from 'react'
import { spaces } from './layout.ts'

const plainWhereForced = { '@media (forced-colors: active)': { stroke: 'CanvasText' } }

const useStyles = makeStyles({
  ring: { position: 'relative', display: 'grid', placeItems: 'center', flexShrink: 0, width: spaces(2), height: spaces(2) },
  drawing: { position: 'absolute', inset: 0, width: '100%', height: '100%' },
  // What is gone is thin and what is left is thick: the share can be seen without the colours.
  gone: {
    stroke: tokens.colorNeutralStrokeAccessible,
    strokeWidth: '1px',
    '@media (forced-colors: active)': { stroke: 'GrayText' },
  },
  remaining: { strokeWidth: '5px' },
  protected: { stroke: tokens.colorStatusSuccessForeground1, ...plainWhereForced },
  working: { stroke: tokens.colorBrandForeground1, ...plainWhereForced },
  attention: { stroke: tokens.colorPaletteYellowForeground1, ...plainWhereForced },
  'not-protected': { stroke: tokens.colorStatusDangerForeground1, ...plainWhereForced },
})

interface RingProps {
  /** What is left, from 0 to 1; undefined where there is nothing to have any left. */
  share: number | undefined
  health: Health
  /** Says the same in words. */
  label: string
  /** What stands in its middle, hidden from screen readers. */
  children: ReactNode
}

/** A share as a ring that empties clockwise, from the top. Drawn on 64 × 64. */
export function Ring({ share, health, label, children }: RingProps) {
  const styles = useStyles()
  return (
    <div className={styles.ring}>
      <svg viewBox="0 0 64 64" fill="none" className={styles.drawing} role="img" aria-label={label} data-share={share?.toFixed(3)}>
        <circle cx="32" cy="32" r="28" className={styles.gone} />
        {share !== undefined && share > 0 && (
          <circle
            cx="32"
            cy="32"
            r="28"
            pathLength="100"
            strokeDasharray={`${share * 100} 100`}
            transform="rotate(-90 32 32) translate(0 64) scale(1 -1)"
            className={mergeClasses(styles.remaining, styles[health])}
          />
        )}
      </svg>
      {children}
    </div>
  )
}
