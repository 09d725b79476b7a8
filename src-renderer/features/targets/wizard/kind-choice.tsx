import { Caption1, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components'
import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import type { OfferedKind } from '@mylzip/shared/operations/targets.ts'
import { ProgramIcon } from '../../../components/program-icon.tsx'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  kind: { display: 'flex', alignItems: 'start', gap: tokens.spacingHorizontalM },
  icon: { fontSize: tokens.fontSizeBase500, display: 'inline-flex' },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  soft: { color: tokens.colorNeutralForeground2 },
})

interface ChoiceProps {
  kinds: readonly OfferedKind[]
  chosen: TargetKind | undefined
  choose: (kind: TargetKind) => void
}

/** What this device has first; of the others it is said why they cannot be chosen. */
export function KindChoice({ kinds, chosen, choose }: ChoiceProps) {
  const say = texts.targets.wizard
  const usable = ({ allowed, here }: OfferedKind) => allowed && here
  const ordered = [...kinds.filter(usable), ...kinds.filter((kind) => !usable(kind))]
  const take = (value: string) => {
    const kind = kinds.find((each) => each.kind === value)?.kind
    if (kind !== undefined) choose(kind)
  }
  return (
    <Field label={say.kind} required>
      <RadioGroup value={chosen ?? ''} onChange={(_, { value }) => take(value)}>
        {ordered.map((kind) => (
          <Radio key={kind.kind} value={kind.kind} disabled={!usable(kind)} label={<KindWords offered={kind} />} />
        ))}
      </RadioGroup>
    </Field>
  )
}

function KindWords({ offered: { allowed, here, kind } }: { offered: OfferedKind }) {
  const styles = useStyles()
  const { kinds, wizard } = texts.targets
  return (
    <span className={styles.kind}>
      <span className={styles.icon}>
        <ProgramIcon kind={kind} />
      </span>
      <span className={styles.words}>
        <span>{kinds[kind].name}</span>
        <Caption1 className={styles.soft}>{!allowed ? wizard.notAllowed : here ? kinds[kind].about : wizard.notHere}</Caption1>
      </span>
    </span>
  )
}
