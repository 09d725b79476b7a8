import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { hrefOf } from '../../components/routes.ts'
import { Section } from '../../components/section.tsx'
import { texts } from '../../texts/texts.ts'
import { type Step, stepNames } from './draft.policy.ts'

const useStyles = makeStyles({
  frame: { outlineStyle: 'none' },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  why: { color: tokens.colorNeutralForeground2 },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM, paddingTop: tokens.spacingVerticalS },
  obstacle: { color: tokens.colorNeutralForeground2, flexBasis: '100%' },
})

interface StepFrameProps {
  step: Step
  heading: string
  why?: string
  /** Undefined at the first. */
  back: (() => void) | undefined
  /** Also what Enter does. */
  next: () => void
  nextWords?: string
  /** Why it does not go on yet; undefined: it does. */
  obstacle?: string | undefined
  children: ReactNode
}

/** One step: what is asked, and the ways back and on. Who comes to it begins at its top. */
export function StepFrame({ step, heading, why, back, next, nextWords, obstacle, children }: StepFrameProps) {
  const styles = useStyles()
  const frame = useRef<HTMLElement>(null)
  const obstacleId = useId()
  useEffect(() => {
    frame.current?.focus()
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (obstacle === undefined) next()
  }
  const say = texts.order
  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={say.stepOf(stepNames.indexOf(step) + 1, stepNames.length, heading)}
      className={styles.frame}
    >
      <Section heading={heading}>
        <form noValidate onSubmit={submit} className={styles.form}>
          {why !== undefined && <Body1 className={styles.why}>{why}</Body1>}
          {children}
          <div className={styles.foot}>
            {obstacle !== undefined && (
              <Caption1 id={obstacleId} className={styles.obstacle}>
                {obstacle}
              </Caption1>
            )}
            {back !== undefined && <Button onClick={back}>{say.back}</Button>}
            <Button
              type="submit"
              appearance="primary"
              disabledFocusable={obstacle !== undefined}
              {...(obstacle === undefined ? {} : { 'aria-describedby': obstacleId })}
            >
              {nextWords ?? say.next}
            </Button>
            <Button as="a" href={hrefOf('certificates')} appearance="subtle">
              {say.cancel}
            </Button>
          </div>
        </form>
      </Section>
    </section>
  )
}
