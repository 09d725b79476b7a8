import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { drawnAs, type LineLook } from './line-look.policy.ts'
import { useLineTones } from './line-tone.ts'

const useStyles = makeStyles({
  sample: { width: '3em', height: '1em', fontSize: tokens.fontSizeBase500, flexShrink: 0, display: 'block' },
  mark: { fill: tokens.colorNeutralBackground1, '@media (forced-colors: active)': { fill: 'Canvas' } },
})

/** A short piece of such a line with its mark, as beside its word. */
export function LineSample({ look }: { look: LineLook }) {
  const styles = useStyles()
  const tones = useLineTones()
  const { dashes, mark, tone } = drawnAs[look]
  return (
    <svg viewBox="0 0 60 20" aria-hidden="true" className={mergeClasses(styles.sample, tones[tone])} data-look={look}>
      <path d="M0 10h60" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray={dashes} />
      <g transform="translate(20 0)">
        <LineMark mark={mark} className={styles.mark} />
      </g>
    </svg>
  )
}

/** In 20 × 20, on a disc of its own, so that the line does not run through it. */
export function LineMark({ mark, className }: { mark: string; className: string }) {
  return (
    <>
      <circle cx="10" cy="10" r="9" className={className} stroke="currentColor" strokeWidth="1.5" />
      <path
        d={mark}
        transform="translate(2 2)"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  )
}
