import { createHash } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'

const place = '/api/docs'

/**
 * GET /api/docs/: the API to browse and to try out, made from /api/openapi.json. All of it is served from here. The library
 * has 5 MB, so it is loaded when somebody looks, into an app of its own that listens nowhere.
 */
export function serveApiDocs(app: FastifyInstance): void {
  let made: Promise<FastifyInstance> | undefined
  for (const path of [place, `${place}/*`]) {
    app.get(path, async (request, reply) => {
      made ??= createDocs()
      const { statusCode, headers, rawPayload } = await (await made).inject({ url: request.url })
      if (statusCode === 404) return reply.callNotFound()
      const type = String(headers['content-type'] ?? 'text/plain')
      reply.status(statusCode).header('content-type', type)
      if (headers.location !== undefined) reply.header('location', headers.location)
      return reply
        .header('content-security-policy', contentSecurityPolicy(type.startsWith('text/html') ? rawPayload.toString() : ''))
        .send(rawPayload)
    })
  }
}

async function createDocs(): Promise<FastifyInstance> {
  const { default: reference } = await import('@scalar/fastify-api-reference')
  const docs = Fastify()
  const nothingFromElsewhere = {
    withDefaultFonts: false,
    telemetry: false,
    hideClientButton: true,
    agent: { disabled: true },
    mcp: { disabled: true },
  }
  await docs.register(reference, {
    routePrefix: place,
    configuration: { url: '/api/openapi.json', pageTitle: 'MyL.Zip SSL: the API', ...nothingFromElsewhere },
  })
  return docs
}

/**
 * The page's own script is named by its hash (CSP Level 3 §2.3.1), so that no other runs; it writes its styles as it goes,
 * which needs `unsafe-inline` for them. Whatever else the library could ask of the world it does not get.
 */
function contentSecurityPolicy(html: string): string {
  const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${hash(script)}'`,
  )
  return [
    "default-src 'none'",
    ["script-src 'self'", ...inline].join(' '),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ].join('; ')
}

function hash(script: string): string {
  return createHash('sha256').update(script).digest('base64')
}
