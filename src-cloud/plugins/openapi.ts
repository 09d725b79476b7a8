import { cloudContract } from '@mylzip/shared/cloud-api/contract.ts'
import { OpenAPIGenerator } from '@orpc/openapi'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sessionCookie } from '../modules/people/session-cookie.policy.ts'

/** GET /api/openapi.json: OpenAPI 3.1, made from the contract once. */
export function serveOpenApi(app: FastifyInstance, publicUrl: string): void {
  let made: Promise<string> | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    made ??= describeApi(publicUrl)
    return reply.type('application/json').send(await made)
  })
}

async function describeApi(publicUrl: string): Promise<string> {
  const generator = new OpenAPIGenerator({ schemaConverters: [zodConverter] })
  const document = await generator.generate(cloudContract, {
    info: {
      title: 'MyL.Zip SSL cloud',
      version: '1',
      description: 'What devices, people and programs ask the cloud. Errors are problem details (RFC 9457).',
    },
    servers: [{ url: `${publicUrl}/api` }],
    components: {
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        apiToken: { type: 'http', scheme: 'bearer' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie(publicUrl).name },
      },
    },
  })
  return JSON.stringify(document)
}

type Converter = NonNullable<NonNullable<ConstructorParameters<typeof OpenAPIGenerator>[0]>['schemaConverters']>[number]

/** zod writes JSON Schema (2020-12, as OpenAPI 3.1 wants it) itself. */
const zodConverter: Converter = {
  condition: (schema) => schema instanceof z.ZodType,
  convert(schema, { strategy }) {
    if (!(schema instanceof z.ZodType)) return [false, {}]
    const { $schema, ...json } = z.toJSONSchema(schema, { io: strategy, unrepresentable: 'any' })
    return [!schema.safeParse(undefined).success, json as object]
  },
}
