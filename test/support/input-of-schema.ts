import fc from 'fast-check'
import { z } from 'zod'
import type { Json } from './nasty-json.ts'

/** As much of JSON Schema (2020-12) as the contract's inputs come to. */
interface Schema {
  type?: string
  format?: string
  pattern?: string
  enum?: Json[]
  const?: Json
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

/** Inputs as the schema of a call allows them, or nearly: what it checks beyond its shape is left to chance. `known` gives values by their key. */
export function inputOf(schema: z.ZodType | undefined, known: Readonly<Record<string, string>>): fc.Arbitrary<Json> {
  if (schema === undefined) return fc.constant({})
  return from(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, known)
}

function from(schema: Schema, known: Readonly<Record<string, string>>): fc.Arbitrary<Json> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((each) => from(each, known)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, each]) => [key, valueFor(key, each, known)])),
        {
          requiredKeys: schema.required ?? [],
        },
      )
    case 'array':
      return fc.array(from(schema.items ?? {}, known), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) })
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -5, -(2 ** 31)), max: Math.min(schema.maximum ?? 1_000, 2 ** 31 - 1) })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return textOf(schema)
  }
}

/** Half of the time what is there already, so that a call gets as far as it can. */
function valueFor(key: string, schema: Schema, known: Readonly<Record<string, string>>): fc.Arbitrary<Json> {
  const value = known[key]
  return value === undefined ? from(schema, known) : fc.oneof(fc.constant<Json>(value), from(schema, known))
}

function textOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString())
  if (format === 'email') return fc.emailAddress()
  if (format === 'uri') return fc.webUrl()
  if (format === 'ipv4') return fc.ipV4()
  if (format === 'ipv6') return fc.ipV6()
  // Classes of Unicode are beyond fast-check: whatever they refuse is tried as well.
  if (pattern !== undefined && !pattern.includes('\\p{'))
    return fc.stringMatching(new RegExp(pattern, 'u'), { maxLength: Math.max(maxLength, 200) })
  return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 60), unit: 'binary' })
}
