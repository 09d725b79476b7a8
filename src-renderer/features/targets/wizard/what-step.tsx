import { Body1, Button, Field, Link, makeStyles, Select, tokens } from '@fluentui/react-components'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { useReading } from '../../../agent/use-reading.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { LoadingLines } from '../../../components/loading-lines.tsx'
import { hrefOf } from '../../../components/routes.ts'
import { texts } from '../../../texts/texts.ts'
import { KindChoice } from './kind-choice.tsx'
import { StepButtons } from './step-buttons.tsx'
import { type Wish, type WizardStep, wishFor } from './wizard-state.ts'

const useStyles = makeStyles({ certificate: { maxWidth: '32em' }, empty: { color: tokens.colorNeutralForeground2 } })

export interface StepProps {
  wish: Wish
  setWish: (wish: Wish) => void
  go: (step: WizardStep) => void
}

/** Those that this page has a form for: a newer agent may know more. */
const readKinds = async (client: AgentClient) =>
  (await client.targets.kinds()).filter(({ kind }) => Object.hasOwn(texts.targets.kinds, kind))

/** Which certificate goes to which kind of program. */
export function WhatStep({ wish, setWish, go, certificates }: StepProps & { certificates: readonly Certificate[] }) {
  const styles = useStyles()
  const say = texts.targets.wizard
  const { failure, reading, value: kinds } = useReading(readKinds, undefined)
  if (certificates.length === 0) {
    return (
      <Body1 className={styles.empty}>
        {say.noCertificate}{' '}
        <Link href={hrefOf('certificates', 'new')} inline>
          {say.orderFirst}
        </Link>
      </Body1>
    )
  }
  const offered = kinds?.find(({ kind }) => kind === wish.kind)
  const ready = wish.certificateId !== undefined && offered?.here === true && offered.allowed
  return (
    <>
      {certificates.length > 1 && (
        <Field label={say.certificate} required className={styles.certificate}>
          <Select value={wish.certificateId ?? ''} onChange={(_, { value }) => setWish({ ...wish, certificateId: value || undefined })}>
            <option value="" disabled />
            {certificates.map(({ id, names }) => (
              <option key={id} value={id}>
                {names.join(', ')}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <CallFailureNote title={say.kindsFailed} failure={failure} />
      {kinds === undefined && reading && <LoadingLines label={texts.targets.reading} />}
      {kinds !== undefined && <KindChoice kinds={kinds} chosen={wish.kind} choose={(kind) => setWish(wishFor(kind, wish.certificateId))} />}
      <StepButtons>
        <Button appearance="primary" disabledFocusable={!ready} onClick={() => go('settings')}>
          {say.next}
        </Button>
      </StepButtons>
    </>
  )
}
