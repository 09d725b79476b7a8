import type { TargetKind } from '@mylzip/shared/domain/deploy-targets.ts'
import { TargetSettings } from '@mylzip/shared/domain/target-settings.ts'
import { toJSONSchema } from 'zod'

/** One thing a person says of a target, as the contract's schema has it: a new setting, or a whole new kind, appears by itself. */
export type FormField = { name: string; required: boolean } & (
  | { type: 'text'; usual: string }
  | { type: 'number'; usual: string; least: number; most: number }
  | { type: 'switch'; usual: boolean }
  /** Nothing but yes will do. */
  | { type: 'consent' }
  | { type: 'choice'; options: readonly string[] }
  /** Texts, one a line. */
  | { type: 'lines' }
  | { type: 'group'; fields: readonly FormField[] }
  | { type: 'rows'; fields: readonly FormField[]; most: number }
)

interface Schema {
  type?: string
  const?: unknown
  enum?: readonly string[]
  default?: unknown
  minimum?: number
  maximum?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: readonly string[]
  oneOf?: readonly Schema[]
  anyOf?: readonly Schema[]
}

/** Who may read a file is said by number on one system, and by SID on the other. */
const onOneSystem: Readonly<Record<string, 'windows' | 'others'>> = { readers: 'windows', owner: 'others', mode: 'others' }

/** What is asked of a target of this kind: what is needed first. */
export function fieldsOf(kind: TargetKind, system: 'windows' | 'others'): FormField[] {
  const { oneOf, anyOf } = toJSONSchema(TargetSettings, { io: 'input' }) as Schema
  const schema = (oneOf ?? anyOf ?? []).find(({ properties }) => properties?.kind?.const === kind)
  return schema === undefined ? [] : fieldsIn(schema, system)
}

function fieldsIn({ properties = {}, required = [] }: Schema, system: 'windows' | 'others'): FormField[] {
  return Object.entries(properties)
    .filter(([name]) => name !== 'kind' && (onOneSystem[name] ?? system) === system)
    .map(([name, schema]): FormField => ({ name, required: required.includes(name), ...shapeOf(schema, system) }))
    .toSorted((one, other) => Number(other.required) - Number(one.required))
}

type Shape = FormField extends infer Field ? (Field extends unknown ? Omit<Field, 'name' | 'required'> : never) : never

function shapeOf(schema: Schema, system: 'windows' | 'others'): Shape {
  const { default: usual, items } = schema
  if (schema.const === true) return { type: 'consent' }
  if (schema.enum !== undefined) return { type: 'choice', options: schema.enum }
  if (schema.properties !== undefined) return { type: 'group', fields: fieldsIn(schema, system) }
  if (items?.properties !== undefined) return { type: 'rows', fields: fieldsIn(items, system), most: schema.maxItems ?? 10 }
  if (items !== undefined) return { type: 'lines' }
  if (schema.type === 'boolean') return { type: 'switch', usual: usual === true }
  const text = usual === undefined ? '' : String(usual)
  if (schema.type !== 'integer') return { type: 'text', usual: text }
  return { type: 'number', usual: text, least: schema.minimum ?? 0, most: schema.maximum ?? Number.MAX_SAFE_INTEGER }
}
