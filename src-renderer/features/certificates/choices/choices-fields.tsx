import { Checkbox, Field, Input, Select } from '@fluentui/react-components'
import type { KeyUse } from '@mylzip/shared/domain/key-choices.ts'
import type { KeyType } from '@mylzip/shared/domain/key-types.ts'
import type { AgentClient } from '@mylzip/shared/operations/contract.ts'
import type { Certificate, OrganisationChoice } from '@mylzip/shared/operations/values.ts'
import { useReading } from '../../../agent/use-reading.ts'
import { CallFailureNote } from '../../../components/call-failure-note.tsx'
import { Note } from '../../../components/note.tsx'
import { texts } from '../../../texts/texts.ts'
import type { ChoicesDraft } from './choices-draft.policy.ts'

interface ChoicesFieldsProps {
  certificate: Certificate
  draft: ChoicesDraft
  onChange: (draft: ChoicesDraft) => void
}

const listAuthorities = (client: AgentClient) => client.authorities.list()

export function ChoicesFields({ certificate, draft, onChange }: ChoicesFieldsProps) {
  const say = texts.choices
  const authorities = useReading(listAuthorities, undefined)
  /** What the organisation has set is shown as it is, and is not changed here. */
  const set = (choice: OrganisationChoice) => certificate.setByOrganisation.includes(choice)
  const hint = (choice: OrganisationChoice) => (set(choice) ? { hint: texts.certificates.setByOrganisation } : {})
  const known = [...new Set([draft.directory, certificate.directory, ...(authorities.value ?? []).map(({ directory }) => directory)])]
  const labelOf = (directory: string) => authorities.value?.find((authority) => authority.directory === directory)?.label ?? directory
  const { keyCustody } = certificate.current ?? {}
  return (
    <>
      <Field label={say.authority} {...hint('authorities')}>
        <Select value={draft.directory} disabled={set('authorities')} onChange={(_, { value }) => onChange({ ...draft, directory: value })}>
          {known.map((directory) => (
            <option key={directory} value={directory}>
              {labelOf(directory)}
            </option>
          ))}
        </Select>
      </Field>
      <CallFailureNote title={say.authoritiesUnread} failure={authorities.failure} />
      <Field label={say.profile} {...hint('profile')}>
        <Input
          value={draft.profile}
          disabled={set('profile')}
          placeholder={say.usualProfile}
          spellCheck={false}
          onChange={(_, { value }) => onChange({ ...draft, profile: value })}
        />
      </Field>
      <Field label={say.keyType} {...hint('keyType')}>
        <Select
          value={draft.keyType}
          disabled={set('keyType')}
          onChange={(_, { value }) => onChange({ ...draft, keyType: value as KeyType })}
        >
          {Object.entries(texts.keyTypes).map(([type, words]) => (
            <option key={type} value={type}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={say.keyUse}>
        <Select value={draft.keyUse} onChange={(_, { value }) => onChange({ ...draft, keyUse: value as KeyUse })}>
          {Object.entries(say.keyUses).map(([use, words]) => (
            <option key={use} value={use}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Field {...hint('exportable')}>
        <Checkbox
          checked={draft.exportable}
          disabled={set('exportable')}
          label={say.exportable}
          onChange={(_, { checked }) => onChange({ ...draft, exportable: checked === true })}
        />
      </Field>
      {certificate.exportable && !draft.exportable && keyCustody === 'sealed' && <Note intent="warning">{say.lossOfCopy}</Note>}
      <Field label={say.preferredChain} hint={say.preferredChainHint}>
        <Input
          value={draft.preferredChain}
          placeholder={say.noPreference}
          spellCheck={false}
          onChange={(_, { value }) => onChange({ ...draft, preferredChain: value })}
        />
      </Field>
    </>
  )
}
