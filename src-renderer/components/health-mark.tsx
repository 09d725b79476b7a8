import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Health } from '@mylzip/shared/operations/values.ts'
import { useId } from 'react'

/** An SVG keeps the colour it was given where all others are replaced, so it asks for the right one itself. */
const plainWhereForced = { '@media (forced-colors: active)': { color: 'CanvasText' } }

const useStyles = makeStyles({
  mark: { width: '1em', height: '1em', fontSize: tokens.fontSizeHero1000, flexShrink: 0, display: 'block' },
  small: { fontSize: tokens.fontSizeBase500 },
  medium: { fontSize: tokens.fontSizeHero800 },
  protected: { color: tokens.colorStatusSuccessForeground1, ...plainWhereForced },
  working: { color: tokens.colorBrandForeground1, ...plainWhereForced },
  attention: { color: tokens.colorPaletteYellowForeground1, ...plainWhereForced },
  'not-protected': { color: tokens.colorStatusDangerForeground1, ...plainWhereForced },
  body: { fill: 'currentColor' },
  // Yellow that is seen as yellow is too pale to stand alone on white: the darker one draws its outline.
  yellow: {
    fill: tokens.colorPaletteYellowBackground3,
    stroke: 'currentColor',
    strokeWidth: '1.5px',
    '@media (forced-colors: active)': { fill: 'currentColor' },
  },
  turning: {
    transformOrigin: 'center',
    animationName: { from: { transform: 'rotate(0deg)' }, to: { transform: 'rotate(360deg)' } },
    animationDuration: '1.5s',
    animationIterationCount: 'infinite',
    animationTimingFunction: 'linear',
    '@media (prefers-reduced-motion: reduce)': { animationName: 'none' },
  },
})

/** What the corner badge leaves free of the padlock, so that it stands out without a second colour. */
function Badge({ health }: { health: Health }) {
  if (health === 'attention') return <path d="M25 17.5 31 29H19Zm0 4v3.4m0 1.6v.6" />
  if (health === 'not-protected') return <path d="m20.5 20.5 8 8m0-8-8 8" />
  return undefined
}

/**
 * The padlock of the four states, drawn on 32 × 32. The shape says it without the colour: closed, within a turning arc,
 * with a triangle, open with a cross. Its word always stands beside it, so it is hidden from screen readers.
 */
export function HealthMark({ health, size = 'large' }: { health: Health; size?: 'small' | 'medium' | 'large' }) {
  const styles = useStyles()
  const mask = useId()
  const badge = <Badge health={health} />
  const shackle = health === 'not-protected' ? 'M10 14V9a5.5 5.5 0 0 1 10.7-1.8' : 'M10.5 14V9.5a5.5 5.5 0 0 1 11 0V14'
  return (
    <svg
      viewBox="0 0 32 32"
      aria-hidden="true"
      className={mergeClasses(styles.mark, size !== 'large' && styles[size], styles[health])}
      data-health={health}
    >
      <mask id={mask} maskUnits="userSpaceOnUse">
        <rect width="32" height="32" fill="white" />
        <g stroke="black" strokeWidth="6" strokeLinejoin="round" strokeLinecap="round" fill="black">
          {badge}
        </g>
      </mask>
      <g mask={`url(#${mask})`} transform={health === 'working' ? 'translate(16 16) scale(.62) translate(-16 -16)' : undefined}>
        <path d={shackle} fill="none" stroke="currentColor" strokeWidth="2.75" strokeLinecap="round" />
        <rect x="5" y="13" width="22" height="16" rx="3" className={health === 'attention' ? styles.yellow : styles.body} />
      </g>
      <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        {badge}
        {health === 'working' && <path className={styles.turning} d="M16 2a14 14 0 1 1-14 14" />}
      </g>
    </svg>
  )
}
