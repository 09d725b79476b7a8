import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { Note } from '../../../components/note.tsx'
import { hrefOf } from '../../../components/routes.ts'
import { texts } from '../../../texts/texts.ts'
import type { AddedTarget } from './wizard-state.ts'

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  ways: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/** It is set up; whether it has the certificate is another matter, and said as one. */
export function Added({ result: { notTold, target } }: { result: AddedTarget }) {
  const styles = useStyles()
  const say = texts.targets.wizard
  return (
    <div className={styles.part} role="status">
      {notTold === undefined ? (
        <Note intent="success" title={say.added(target.label)}>
          {target.consumer === null ? say.toldLater : say.toldNow}
        </Note>
      ) : (
        <CallFailureNote title={say.notTold} failure={notTold} />
      )}
      <div className={styles.ways}>
        <Button as="a" appearance="primary" href={hrefOf('targets', target.id)}>
          {say.open}
        </Button>
        <Button as="a" href={hrefOf('targets')}>
          {texts.targets.detail.back}
        </Button>
      </div>
    </div>
  )
}
