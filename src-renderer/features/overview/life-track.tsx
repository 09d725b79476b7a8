import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { LifeGlyph } from './life-glyph.tsx'
import type { LifeEvent } from './lifetime.policy.ts'

const glyphRoom = tokens.fontSizeBase500

const useStyles = makeStyles({
  // Half a glyph at each end, so that the first and the last stand whole on the line.
  room: { padding: `0 calc(${glyphRoom} / 2)` },
  track: { position: 'relative', height: glyphRoom },
  line: {
    position: 'absolute',
    insetInlineStart: 0,
    top: `calc(50% - ${tokens.strokeWidthThick})`,
    height: `calc(${tokens.strokeWidthThick} * 2)`,
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralStroke1,
    '@media (forced-colors: active)': { backgroundColor: 'GrayText' },
  },
  whole: { width: '100%' },
  lived: { backgroundColor: tokens.colorBrandBackground, '@media (forced-colors: active)': { backgroundColor: 'CanvasText' } },
  over: { backgroundColor: tokens.colorStatusDangerBackground3, '@media (forced-colors: active)': { backgroundColor: 'CanvasText' } },
  event: { position: 'absolute', top: 0, marginInlineStart: `calc(${glyphRoom} / -2)` },
})

const percent = (place: number) => `${place * 100}%`

/** The line with its marks at their places. Its meaning is in the list beside it, so it is hidden from screen readers. */
export function LifeTrack({ events, over }: { events: readonly LifeEvent[]; over: boolean }) {
  const styles = useStyles()
  const today = events.find(({ kind }) => kind === 'today')
  return (
    <div aria-hidden="true" className={styles.room}>
      <div className={styles.track}>
        <div className={mergeClasses(styles.line, styles.whole)} />
        <div className={mergeClasses(styles.line, over ? styles.over : styles.lived)} style={{ width: percent(today?.place ?? 0) }} />
        {events.map(({ kind, place }) => (
          <div key={kind} className={styles.event} style={{ insetInlineStart: percent(place) }} data-event={kind}>
            <LifeGlyph kind={kind} />
          </div>
        ))}
      </div>
    </div>
  )
}
