import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { narrow, spaces } from '../../components/layout.ts'
import { curve, pointOn } from './curve.policy.ts'
import { drawnAs, type LineLook } from './line-look.policy.ts'
import { LineMark } from './line-sample.tsx'
import { useLineTones } from './line-tone.ts'
import type { Anchors } from './use-anchors.ts'

/** Of the room between programs and certificates, in its own units. */
const width = 96

const useStyles = makeStyles({
  // Out of the layout: its height follows the others', and would hold them to itself.
  room: { width: spaces(3), position: 'relative', [narrow]: { display: 'none' } },
  lines: {
    position: 'absolute',
    insetBlockStart: 0,
    insetInlineStart: 0,
    width: '100%',
    overflow: 'visible',
    '&:dir(rtl)': { transform: 'scaleX(-1)' },
  },
  line: { fill: 'none', stroke: 'currentColor', strokeWidth: 2 },
  chosen: { strokeWidth: 4 },
  faded: { opacity: 0.35 },
  mark: { fill: tokens.colorNeutralBackground1, '@media (forced-colors: active)': { fill: 'Canvas' } },
})

export interface Line {
  key: string
  look: LineLook
  emphasis: 'usual' | 'chosen' | 'faded'
}

/** From each program to the certificate. What they say stands in words beside each program, so they are hidden from screen readers. */
export function UseLines({ anchors: { height, places }, end, lines }: { anchors: Anchors; end: string; lines: readonly Line[] }) {
  const styles = useStyles()
  const tones = useLineTones()
  const to = places.get(end)
  return (
    <div className={styles.room}>
      <svg viewBox={`0 0 ${width} ${Math.max(1, height)}`} height={height} aria-hidden="true" className={styles.lines}>
        {lines.map(({ emphasis, key, look }) => {
          const from = places.get(key)
          if (from === undefined || to === undefined) return undefined
          const { dashes, mark, tone } = drawnAs[look]
          const [x, y] = pointOn({ width, from, to }, 0.22)
          return (
            <g
              key={key}
              className={mergeClasses(tones[tone], emphasis === 'faded' && styles.faded)}
              data-look={look}
              data-emphasis={emphasis}
            >
              <path
                d={curve({ width, from, to })}
                strokeDasharray={dashes}
                className={mergeClasses(styles.line, emphasis === 'chosen' && styles.chosen)}
              />
              <g transform={`translate(${x - 10} ${y - 10})`}>
                <LineMark mark={mark} className={styles.mark} />
              </g>
            </g>
          )
        })}
      </svg>
    </div>
  )
}
