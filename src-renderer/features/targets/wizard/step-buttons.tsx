import { Button, makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { hrefOf } from '../../../components/routes.ts'
import { texts } from '../../../texts/texts.ts'

const useStyles = makeStyles({
  buttons: { display: 'flex', flexWrap: 'wrap', justifyContent: 'end', gap: tokens.spacingHorizontalS },
})

/** The ways out of a step: onwards last, as Windows has it. */
export function StepButtons({ back, children }: { back?: () => void; children: ReactNode }) {
  const styles = useStyles()
  const say = texts.targets.wizard
  return (
    <div className={styles.buttons}>
      {back === undefined ? (
        <Button as="a" href={hrefOf('targets')}>
          {say.cancel}
        </Button>
      ) : (
        <Button onClick={back}>{say.before}</Button>
      )}
      {children}
    </div>
  )
}
