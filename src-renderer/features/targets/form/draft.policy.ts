import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import type { FormField } from './fields.policy.ts'

/** What a person has typed so far; `false` for what belongs together and is not wanted. */
export type DraftValue = string | boolean | Draft | readonly Draft[]
export interface Draft {
  readonly [name: string]: DraftValue
}

/** What most would type, where an empty form would leave them alone. */
const usually: Partial<Record<TargetKind, Draft>> = {
  files: {
    files: [
      { content: 'fullchain', name: 'fullchain.pem', mode: '' },
      { content: 'key', name: 'privkey.pem', mode: '' },
    ],
  },
}

export function draftFor(kind: TargetKind, fields: readonly FormField[]): Draft {
  return { ...emptyDraft(fields), ...usually[kind] }
}

export function emptyDraft(fields: readonly FormField[]): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, emptyValue(field)]))
}

function emptyValue(field: FormField): DraftValue {
  switch (field.type) {
    case 'text':
    case 'number':
    case 'switch':
      return field.usual
    case 'consent':
      return false
    case 'choice':
      return field.options[0] ?? ''
    case 'lines':
      return ''
    case 'group':
      return field.required ? emptyDraft(field.fields) : false
    case 'rows':
      return [emptyDraft(field.fields)]
  }
}

export type Settled =
  | { settings: TargetSettings; faults?: undefined }
  | { settings?: undefined; faults: ReadonlyMap<string, 'missing' | 'unfit'> }

/** The draft as the contract has it, or where it does not fit: `files.1.name`. The agent has the last word all the same. */
export function settle(kind: TargetKind, fields: readonly FormField[], draft: Draft): Settled {
  const read = TargetSettings.safeParse({ ...valuesOf(fields, draft), kind })
  if (read.success) return { settings: read.data }
  const faults = read.error.issues.map(({ path }): [string, 'missing' | 'unfit'] => {
    const at = path.map(String)
    return [at.join('.'), isEmpty(at.reduce<DraftValue | undefined>(inside, draft)) ? 'missing' : 'unfit']
  })
  return { faults: new Map(faults) }
}

function inside(value: DraftValue | undefined, name: string): DraftValue | undefined {
  if (Array.isArray(value)) return value[Number(name)]
  return typeof value === 'object' ? (value as Draft)[name] : undefined
}

function isEmpty(value: DraftValue | undefined): boolean {
  return value === undefined || value === false || (typeof value === 'string' && value.trim() === '')
}

/** What was left empty is left out: what is usual holds then. */
function valuesOf(fields: readonly FormField[], draft: Draft): Record<string, unknown> {
  const pairs = fields.map((field): [string, unknown] => [field.name, readValue(field, draft[field.name])])
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}

function readValue(field: FormField, value: DraftValue | undefined): unknown {
  if (field.type === 'switch') return value
  if (value === undefined || isEmpty(value)) return undefined
  switch (field.type) {
    case 'group':
      return valuesOf(field.fields, value as Draft)
    case 'rows':
      return (value as readonly Draft[]).map((row) => valuesOf(field.fields, row))
    case 'lines':
      return String(value)
        .split('\n')
        .map((line) => line.trimEnd())
        .filter((line) => line !== '')
    case 'number':
      return /^\d+$/.test(String(value).trim()) ? Number(value) : value
    default:
      return value
  }
}

/** Only a PFX has a password. */
export function needsPassword(draft: Draft): boolean {
  return Array.isArray(draft.files) && draft.files.some(({ content }) => content === 'pfx')
}
