import type { ReactElement } from 'react'
import type { FieldWords } from '../../../texts/en/targets.ts'
import type { Draft, DraftValue } from './draft.policy.ts'
import type { FormField } from './fields.policy.ts'

export interface FieldsProps {
  fields: readonly FormField[]
  words: Readonly<Record<string, FieldWords>>
  draft: Draft
  change: (draft: Draft) => void
  /** By the path of what does not fit. */
  faults: ReadonlyMap<string, 'missing' | 'unfit'>
  /** Of what these belong to, with a dot behind. */
  path?: string
}

export interface OneFieldProps<Shape extends FormField = FormField> {
  field: Shape
  words: FieldWords
  value: DraftValue
  set: (value: DraftValue) => void
  faults: FieldsProps['faults']
  path: string
}

/** How fields are drawn that lie inside of another: handed down, because they are drawn like those around them. */
export interface WithInside {
  draw: (props: FieldsProps) => ReactElement
}
