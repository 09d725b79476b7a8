import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { LifeEvent } from './lifetime.policy.ts'

const useStyles = makeStyles({
  glyph: { width: '1em', height: '1em', fontSize: tokens.fontSizeBase500, flexShrink: 0, display: 'block' },
  forced: { '@media (forced-colors: active)': { color: 'CanvasText' } },
  issued: { color: tokens.colorNeutralForeground2 },
  today: { color: tokens.colorNeutralForeground1 },
  renewal: { color: tokens.colorBrandForeground1 },
  end: { color: tokens.colorNeutralForeground2 },
})

/** Each event has a shape of its own, so that the legend explains the line without colours. Drawn on 16 × 16. */
const shapes: Record<LifeEvent['kind'], string> = {
  issued: 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z',
  today: 'M7 0h2v16H7Z',
  renewal: 'M8 2 14 8 8 14 2 8Z',
  end: 'M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1Z',
}

export function LifeGlyph({ kind }: { kind: LifeEvent['kind'] }) {
  const styles = useStyles()
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={mergeClasses(styles.glyph, styles[kind], styles.forced)}>
      <path d={shapes[kind]} fill="currentColor" />
    </svg>
  )
}
