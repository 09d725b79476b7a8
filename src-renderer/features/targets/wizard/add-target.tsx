import { Link, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left'
import { targetKinds } from '@mylzip/shared/domain/deploy-targets.ts'
import { useEffect, useRef, useState } from 'react'
import type { AgentState } from '../../../agent/agent-state.ts'
import { Page } from '../../../components/page.tsx'
import { hrefOf } from '../../../components/routes.ts'
import { Section } from '../../../components/section.tsx'
import { texts } from '../../../texts/texts.ts'
import { CheckStep } from './check-step.tsx'
import { SettingsStep } from './settings-step.tsx'
import { WhatStep } from './what-step.tsx'
import { type WizardStep, wishFor, wizardSteps } from './wizard-state.ts'

const useStyles = makeStyles({
  step: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0, outlineStyle: 'none' },
})

interface AddProps {
  state: AgentState
  /** The kind and the certificate that are meant, where the way here named them. */
  begin: readonly string[]
  added: () => void
}

/** Three steps: which program and certificate; what has to be known of it; what would change, and then it is set up. */
export function AddTarget({ state, begin: [kindNamed, certificateNamed], added }: AddProps) {
  const styles = useStyles()
  const say = texts.targets.wizard
  const givable = state.certificates
  const [step, setStep] = useState<WizardStep>('what')
  const [wish, setWish] = useState(() =>
    wishFor(
      targetKinds.find((kind) => kind === kindNamed),
      givable.find(({ id }) => id === certificateNamed)?.id ?? (givable.length === 1 ? givable[0]?.id : undefined),
    ),
  )
  const part = useFocusOnStep(step)
  const heading = say.stepOf(wizardSteps.indexOf(step) + 1, wizardSteps.length, say.steps[step])
  const props = { wish, setWish, go: setStep }
  return (
    <Page title={say.heading}>
      <Link href={hrefOf('targets')}>
        <ArrowLeftRegular /> {texts.targets.detail.back}
      </Link>
      <Section heading={heading}>
        <div ref={part} tabIndex={-1} className={styles.step}>
          {step === 'what' && <WhatStep {...props} certificates={givable} />}
          {step === 'settings' && <SettingsStep {...props} mode={state.about.mode} />}
          {step === 'check' && <CheckStep {...props} certificates={givable} added={added} />}
        </div>
      </Section>
    </Page>
  )
}

/** Each step is read from its beginning. */
function useFocusOnStep(step: WizardStep) {
  const part = useRef<HTMLDivElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    part.current?.focus()
  }, [step])
  return part
}
