import { Field, Textarea } from '@fluentui/react-components'
import { authorityLabel } from '@mylzip/shared/domain/authorities.policy.ts'
import type { FleetRules } from '@mylzip/shared/domain/fleet-rules.ts'
import { defaultKeyType, KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { Authority } from '@mylzip/shared/operations/authorities.ts'
import { texts } from '../../texts/texts.ts'
import { authorityOptions, usualDirectory } from './authority-choices.policy.ts'
import { AuthorityOffers } from './authority-offers.tsx'
import type { Draft } from './draft.policy.ts'
import { KeyPlaces } from './key-places.tsx'
import { SetChoice } from './set-choice.tsx'
import { StepFrame } from './step-frame.tsx'

interface KeyStepProps {
  draft: Draft
  authorities: readonly Authority[]
  startedWith: string
  rules: FleetRules
  /** Whether certificates go to the store of Windows, which alone knows of a TPM. */
  hasTpm: boolean
  change: (part: Partial<Draft>) => void
  back: () => void
  next: () => void
}

/** Where it is ordered, and what its key is. Good as it stands: Next is enough. */
export function KeyStep({ draft, authorities, startedWith, rules, hasTpm, change, back, next }: KeyStepProps) {
  const say = texts.order
  const usual = usualDirectory(authorities, startedWith, rules.authorities)
  const labelOf = (directory: string) => authorities.find((each) => each.directory === directory)?.label ?? authorityLabel(directory)
  const options = authorityOptions(authorities, startedWith).map(({ directory, label }) => ({
    value: directory,
    words: directory === usual ? say.authorityUsual(label) : label,
  }))
  const obstacle = draft.keyPlace === 'elsewhere' && draft.csr.trim() === '' ? say.csrNeeded : undefined
  return (
    <StepFrame step="key" heading={say.keyHeading} why={say.keyWhy} back={back} next={next} obstacle={obstacle}>
      <SetChoice
        label={say.authority}
        value={draft.directory ?? usual}
        options={options}
        set={rules.authorities?.map(labelOf).join(', ')}
        choose={(directory) => change({ directory: directory === usual ? undefined : directory, profile: undefined })}
      />
      <AuthorityOffers
        directory={draft.directory ?? usual}
        profile={draft.profile}
        set={rules.profile}
        choose={(profile) => change({ profile })}
      />
      <KeyPlaces
        place={draft.keyPlace}
        hasTpm={hasTpm}
        mayLeave={rules.exportableKeys !== false}
        choose={(keyPlace) => change({ keyPlace })}
      />
      {draft.keyPlace === 'elsewhere' ? (
        <Field label={say.csr} required hint={say.csrHint}>
          <Textarea
            value={draft.csr}
            onChange={(_, { value }) => change({ csr: value })}
            resize="vertical"
            rows={5}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      ) : (
        <SetChoice
          label={say.keyType}
          value={draft.keyType ?? defaultKeyType}
          options={KeyType.options.map((value) => ({ value, words: say.keyTypes[value] }))}
          set={rules.keyType && say.keyTypes[rules.keyType]}
          choose={(keyType) => change({ keyType: KeyType.options.find((each) => each === keyType) })}
        />
      )}
    </StepFrame>
  )
}
