import { contract } from '@mylzip/shared/operations/contract.ts'
import { type ConditionalSchemaConverter, OpenAPIGenerator } from '@orpc/openapi'
import { z } from 'zod'

/** zod 4 says by itself what a schema looks like as JSON Schema 2020-12, which is what OpenAPI 3.1 is made of. */
const fromZod: ConditionalSchemaConverter = {
  condition: (schema) => schema instanceof z.ZodType,
  convert: (schema, { strategy }) => {
    if (!(schema instanceof z.ZodType)) return [false, {}]
    const { $schema: _, ...described } = z.toJSONSchema(schema, { io: strategy, unrepresentable: 'any' })
    return [strategy === 'input' ? !schema.safeParse(undefined).success : true, described as never]
  },
}

/** The contract as an OpenAPI 3.1 document; `url` is where it will be served. */
export function describeContract({ version, url }: { version: string; url: string }) {
  return new OpenAPIGenerator({ schemaConverters: [fromZod] }).generate(contract, {
    info: { title: 'MyL.Zip SSL agent', version },
    servers: [{ url }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  })
}
