import { contract } from '@mylzip/shared/operations/contract.ts'
import { z } from 'zod'

/** What a PowerShell command is told of an operation. */
export interface Operation {
  /** As `renewals.renewNow`. */
  name: string
  access: string
  codes: string[]
  input: Schema | undefined
}

/** As much of JSON Schema as zod makes of the contract. */
interface Schema {
  type?: string
  enum?: string[]
  const?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

interface Procedure {
  '~orpc': { meta: { access: string }; errorMap: object; inputSchema?: z.ZodType; outputSchema?: z.ZodType }
}

export function operationsOf(): Map<string, Operation> {
  return new Map(
    proceduresIn(contract, []).map(
      ([
        name,
        {
          '~orpc': { meta, errorMap, inputSchema },
        },
      ]) => [
        name,
        { name, access: meta.access, codes: Object.keys(errorMap).sort(), input: inputSchema && jsonSchema(inputSchema, 'input') },
      ],
    ),
  )
}

/** Names under which answers hold a moment. */
export function momentsOf(): string[] {
  const found = new Set<string>()
  for (const [
    ,
    {
      '~orpc': { outputSchema },
    },
  ] of proceduresIn(contract, []))
    if (outputSchema instanceof z.ZodType) collectMoments(jsonSchema(outputSchema, 'output'), '', found)
  return [...found].sort()
}

/** Attributes of a parameter that stands for this property, `proof.via`; none where the contract says nothing of it. */
export function validationOf(input: Schema | undefined, path: string): string[] {
  const found = path
    .split('.')
    .reduce<Schema[]>((schemas, name) => schemas.flatMap((schema) => propertiesOf(schema, name)), input ? [input] : [])
  const choices = [...new Set(found.flatMap((schema) => schema.enum ?? (schema.const === undefined ? [] : [schema.const])))]
  if (choices.length > 0) return [`[ValidateSet(${choices.map((choice) => `'${choice}'`).join(', ')})]`]
  const [schema] = found
  if (!schema) return []
  return [
    ...(schema.maxItems === undefined ? [] : [`[ValidateCount(${schema.minItems ?? 0}, ${schema.maxItems})]`]),
    ...lengths(schema.items ?? schema),
    ...(schema.type === 'integer'
      ? [`[ValidateRange(${schema.minimum ?? (schema.exclusiveMinimum ?? -1) + 1}, ${most(schema.maximum)})]`]
      : []),
  ]
}

function lengths({ minLength = 0, maxLength }: Schema): string[] {
  return maxLength === undefined ? [] : [`[ValidateLength(${minLength}, ${maxLength})]`]
}

/** Windows PowerShell counts in 32 bits where it is not told otherwise. */
const most = (maximum = 2 ** 31 - 1) => Math.min(maximum, 2 ** 31 - 1)

function propertiesOf(schema: Schema, name: string): Schema[] {
  const own = schema.properties?.[name]
  return [
    ...(own ? [own] : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) => propertiesOf(one, name)),
  ]
}

function collectMoments(schema: Schema, name: string, found: Set<string>): void {
  if (schema.format === 'date-time' && name !== '') found.add(name)
  for (const [property, inner] of Object.entries(schema.properties ?? {})) collectMoments(inner, property, found)
  for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]) collectMoments(inner, name, found)
  if (schema.items) collectMoments(schema.items, name, found)
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Schema
}

function proceduresIn(node: object, path: string[]): [string, Procedure][] {
  if ('~orpc' in node) return [[path.join('.'), node as Procedure]]
  return Object.entries(node).flatMap(([name, inner]) => proceduresIn(inner as object, [...path, name]))
}
