import { Field, Textarea } from '@fluentui/react-components'
import type { Certificate } from '@mylzip/shared/operations/values.ts'
import { type KeyboardEvent, useState } from 'react'
import { texts } from '../../texts/texts.ts'
import { StepFrame } from './step-frame.tsx'
import { mostNames, type TypedName } from './typed-names.policy.ts'
import { TypedNames } from './typed-names.tsx'

interface NamesStepProps {
  typed: string
  names: readonly TypedName[]
  /** The one that is there for the first name already. */
  managed: Certificate | undefined
  change: (typed: string) => void
  next: () => void
}

/** Which names. What was typed is read while it is typed, and said in words where it cannot be. */
export function NamesStep({ typed, names, managed, change, next }: NamesStepProps) {
  const say = texts.order
  const [asked, setAsked] = useState(false)
  const wrong = names.find(({ fault }) => fault !== undefined)
  const numbers = new Intl.NumberFormat(document.documentElement.lang || 'en')
  const trouble =
    names.length === 0
      ? asked && typed.trim() === ''
        ? say.namesNone
        : undefined
      : names.length > mostNames
        ? say.tooMany(numbers.format(names.length), numbers.format(mostNames))
        : wrong?.fault && say.fault(wrong.name, say.faults[wrong.fault])
  const goOn = () => {
    setAsked(true)
    if (names.length > 0 && trouble === undefined) next()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    goOn()
  }
  return (
    <StepFrame step="names" heading={say.namesHeading} back={undefined} next={goOn}>
      <Field
        label={say.namesLabel}
        required
        hint={say.namesHint}
        {...(trouble === undefined ? {} : { validationState: 'error', validationMessage: trouble })}
      >
        <Textarea
          value={typed}
          onChange={(_, { value }) => change(value)}
          onKeyDown={onKeyDown}
          resize="vertical"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Field>
      <TypedNames names={names} managed={managed} />
    </StepFrame>
  )
}
