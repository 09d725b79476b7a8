import { makeStyles, tokens } from '@fluentui/react-components'
import type { Health } from '@mylzip/shared/operations/values.ts'
import { HealthMark } from '../../components/health-mark.tsx'
import { texts } from '../../texts/texts.ts'
import { wordOf } from '../../texts/word-of.ts'

const useStyles = makeStyles({
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
})

export function CertificateState({ health }: { health: Health }) {
  return (
    <span className={useStyles().state}>
      <HealthMark health={health} size="small" />
      {wordOf(texts.health, health)}
    </span>
  )
}
