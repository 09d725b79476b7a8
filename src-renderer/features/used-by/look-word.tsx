import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { texts } from '../../texts/texts.ts'
import type { LineLook } from './line-look.policy.ts'
import { LineSample } from './line-sample.tsx'

const useStyles = makeStyles({ word: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS } })

/** What the line says, where one reads or hears of the program. */
export function LookWord({ look }: { look: LineLook }) {
  return (
    <span className={useStyles().word}>
      <LineSample look={look} />
      <Caption1>{texts.useMap.looks[look].word}</Caption1>
    </span>
  )
}
